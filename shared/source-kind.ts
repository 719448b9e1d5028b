/** Where a pulled cell (引用) takes its value from: records counted in a ledger, an earlier year, or other figures. */
export type SourceKind = 'ledger' | 'lastYear' | 'elsewhere';

/** What each kind of source is called beside its value: 台账 12 / 填报 13. */
export const sourceNames: Readonly<Record<SourceKind, string>> = {
  ledger: '台账',
  lastYear: '上年',
  elsewhere: '来源',
};
