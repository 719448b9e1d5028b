import { isInService } from './facts-service';
import type { RosterNotice } from './staged';
import type { SkippedLine, StagingRow, StagingTable } from './staging-table';

const skipped: readonly SkippedLine[] = ['totalLines', 'headLines', 'noteLines', 'emptyLines'];
const asides = { area: 'areaNames', identity: 'identityOther' } as const;
const grades = { class: 'gradeFromClass', name: 'gradeFromName', entry: 'gradeFromEntry' } as const;

/** 「第 44、45 行」, the first five. */
function lineNumbers(rows: readonly StagingRow[]): string {
  const lines = rows.slice(0, 5).map(({ line }) => line);
  return `第 ${lines.join('、')} ${rows.length > 5 ? '…' : ''}行`;
}

/** What of a table's lines was passed over or supposed. */
export function lineNotices(table: StagingTable): readonly RosterNotice[] {
  const { source, rows, used, ofClass, ofStage } = table;
  if (!used) return [];
  const { fileName, sheet } = source;
  const notice = (code: RosterNotice['code'], about: readonly StagingRow[], text: string): RosterNotice[] =>
    about.length === 0 ? [] : [{ code, fileName, sheet, count: about.length, text }];
  const { beside, peopleAbove = [] } = source;
  const aside = table.namesAside();
  const away = table.isOfStaff ? rows.filter(({ read }) => read !== null && !isInService(read.values)) : [];
  return [
    ...(peopleAbove.length === 0
      ? []
      : [
          {
            ...({ code: 'peopleAbove', fileName, sheet, count: peopleAbove.length } as const),
            text: `第 ${peopleAbove.slice(0, 5).join('、')} ${peopleAbove.length > 5 ? '…' : ''}行`,
          },
        ]),
    ...(aside.length === 0
      ? []
      : [{ code: 'namesAside', fileName, sheet, count: aside.length, text: aside.join('、') } as const]),
    ...(beside === undefined
      ? []
      : [{ code: 'sideBySide', fileName, sheet, count: beside, text: '' } as const]),
    ...skipped.flatMap((code) => {
      const about = rows.filter((row) => row.skipped === code);
      return notice(code, about, lineNumbers(about));
    }),
    ...(['area', 'identity'] as const).flatMap((aside) => {
      const about = rows.filter(({ read }) => read?.aside.includes(aside) === true);
      return notice(asides[aside], about, lineNumbers(about));
    }),
    ...notice('notInService', away, lineNumbers(away)),
    ...notice(
      'stageFromName',
      rows.filter(({ read }) => read?.stageFromName === true),
      ofStage ?? '',
    ),
    ...(['class', 'name', 'entry'] as const).flatMap((from) => {
      const about = rows.filter(({ read }) => read?.gradeFrom === from);
      return notice(grades[from], about, from === 'name' ? (ofClass ?? '') : '');
    }),
  ];
}
