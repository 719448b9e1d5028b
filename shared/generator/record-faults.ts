import type { ListRecord } from '../submission';
import type { Injection, Target } from './faults';
import { drawPerson, identityNumber } from './names';

export type RecordFault = 'identity' | 'sex-mismatch' | 'impossible-age';

/** A wrong record is added, complete but for the fault: forms that count the ledger follow it and stay right. */
export function recordFault(kind: RecordFault, target: Target): Injection | null {
  const { calculation, data, school, schoolYear, random } = target;
  const form = kind === 'impossible-age' ? '局控辍1' : '局特教2';
  if (!calculation.forms.some(({ code }) => code === form)) return null;
  const primary = calculation.cell('局控辍2', '01.5').kind !== 'notApplicable';
  const records = data.lists[form] ?? [];
  const stage = primary ? '小学' : '初中';
  const born = schoolYear - (kind === 'impossible-age' ? 24 : primary ? 9 : 13);
  const identity = identityNumber(random, born, '女');
  const right = identity.endsWith('1') ? '2' : '1';
  const values: Record<string, string> = {
    c02: drawPerson(random),
    c03: kind === 'sex-mismatch' ? '男' : '女',
    c04: kind === 'identity' ? identity.slice(0, 17) + right : identity,
    ...(form === '局特教2'
      ? { c06: '肢体残疾', c07: '二级', c08: stage, c10: '未入学', c14: '康复治疗' }
      : {
          c05: `G99${school.code}999999`,
          c06: stage,
          c07: primary ? '六年级' : '九年级',
          c12: '否',
          c13: '否',
          c14: '否',
          c15: `${schoolYear}-03-02`,
          c16: '厌学',
          c17: `${schoolYear}-03-03`,
          c21: '已复学',
          c22: `${schoolYear}-03-20`,
        }),
  };
  const record: ListRecord = {
    id: `${schoolYear}-fault`,
    position: records.length + 1,
    cells: {
      c01: { kind: 'number', text: String(records.length + 1) },
      ...Object.fromEntries(
        Object.entries(values).map(([key, text]) => [key, { kind: 'text', text } as const]),
      ),
    },
  };
  const [column, check] = (
    {
      identity: ['c04', 'LTJ2-01'],
      'sex-mismatch': ['c03', 'LTJ2-02'],
      'impossible-age': ['c04', 'LKC1-07'],
    } as const
  )[kind];
  return {
    data: { ...data, lists: { ...data.lists, [form]: [...records, record] } },
    fault: { kind, form, cells: [`${record.id}.${column}`], checks: [check] },
  };
}
