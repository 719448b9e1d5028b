import { columnKey } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { LedgerProposal } from '../../shared/roster/plan';

type Ledger = LedgerProposal['form'];

export const ledgerWords: Readonly<
  Record<
    Ledger,
    {
      readonly name: string;
      readonly lead: (people: number) => string;
      /** What no roster knows. */
      readonly blanks: string;
      /** Column that the clerk completes first. */
      readonly next: string;
    }
  >
> = {
  局控辍1: {
    name: '控辍保学工作台账',
    lead: (people) => `${people} 名退学学生还没有登记到控辍保学工作台账（局控辍1）。`,
    blanks: '离校日期、原因、监护人和劝返情况',
    next: 'c15',
  },
  局特教2: {
    name: '残疾儿童少年名册',
    lead: (people) => `名册里有 ${people} 名残疾学生还没有登记到残疾儿童少年名册（局特教2）。`,
    blanks: '残疾证号、残疾等级、监护人及电话',
    next: 'c07',
  },
};

/** Columns that the rosters fill for at least one of the people, without those of numbers, which are shown masked. */
export function ledgerColumns(
  form: Form,
  records: LedgerProposal['records'],
): readonly { readonly key: string; readonly label: string }[] {
  return (form.columns ?? [])
    .filter(({ sensitive }) => sensitive !== true)
    .map(({ code, label }) => ({ key: columnKey(code), label: label.at(-1) ?? '' }))
    .filter(({ key }) => records.some(({ cells }) => cells[key] !== undefined));
}

/** One cell after the other, as if they were typed into new rows with these ids. */
export function ledgerEntries(
  records: LedgerProposal['records'],
  ids: readonly string[],
): readonly { readonly cell: string; readonly text: string }[] {
  return records.flatMap(({ cells }, index) =>
    Object.entries(cells).map(([key, text]) => ({ cell: `${ids[index] ?? ''}.${key}`, text })),
  );
}
