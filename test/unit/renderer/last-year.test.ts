import { describe, expect, it } from 'vitest';
import { createLastYear } from '../../../renderer/store/last-year';
import type { OpenSubmission } from '../../../shared/ipc';
import type { Collection, ListRecord } from '../../../shared/submission';
import { shippedDefinitions } from '../../support/definitions';
import { cellsOfSample, lastYear as sampleOfLastYear } from '../../support/sample';
import { round2025, round2025old, round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();

type Cells = Readonly<Record<string, number | string>>;

function year(collection: Collection, cells: Cells, lists: Record<string, ListRecord[]> = {}) {
  return { school: village, collection, data: submissionData(cells, { lists }) };
}

function lastYear(previous: OpenSubmission['previous'], collection = round2026) {
  return createLastYear(definitions, {
    ...{ school: village, collection, data: submissionData({ '教基3112!01.1': 1 }), previous },
  });
}

describe('last year', () => {
  it('says what the same cell showed, totals included', () => {
    const { exists, text } = lastYear([year(round2025, { '教基3113!03.4': 45, '教基3113!04.4': 6 })]);
    expect(exists).toBe(true);
    expect(text('教基3113', '03.4')).toBe('45');
    expect(text('教基3113', '01.4')).toBe('51');
    expect(text('教基3112', '01.9')).toBe('51');
    expect(text('教基3112', '02.9')).toBe('');
    expect(text('教基1001', 'schoolCode')).toBe('9900000001');
  });

  it('reads the other edition by its labels: 教基3040 in 基础基331', () => {
    const { text, placeIn } = lastYear([year(round2025old, cellsOfSample(sampleOfLastYear))]);
    expect(placeIn(2025, '教基3040', '04.17')).toEqual({ form: '基础基331', cell: '04.15' });
    expect(placeIn(2025, '局补充1', '01.1')).toEqual({ form: '局补充1', cell: '01.1' });
    expect([placeIn(2025, '教基1001', 'schoolCode'), placeIn(2024, '教基3040', '04.17')]).toEqual([
      null,
      null,
    ]);
    // Columns that kept their number: 招生 and 转入; the row 女.
    expect([text('教基3040', '04.3'), text('教基3040', '04.5'), text('教基3040', '05.5')]).toEqual([
      ...['95', '12', '6'],
    ]);
    // Columns that moved: 毕业 8 → 9, 休学 10 → 11, 转出 13 → 14.
    expect([text('教基3040', '04.9'), text('教基3040', '04.11'), text('教基3040', '04.14')]).toEqual([
      ...['92', '1', '6'],
    ]);
    // Computed: 本学年初 15 → 17. Nothing typed: 退学.
    expect([text('教基3040', '04.17'), text('教基3040', '04.12')]).toEqual(['612', '']);
    // 基础基331 holds no 服兵役: there is nothing to compare with.
    const { columns } = definitions.forms['教基3040'] ?? {};
    const army = columns?.find(({ label }) => label.at(-1)?.includes('应征入伍'))?.code ?? '';
    expect(text('教基3040', `04.${army}`)).toBeNull();
  });

  it('reads forward as well: 基础基331 in a year of the newer edition', () => {
    const { text } = lastYear([year(round2025, { '教基3040!04.1': 603, '教基3040!04.5': 12 })], {
      ...round2026,
      edition: 'jichuji-2018-86',
    });
    expect(text('基础基331', '04.1')).toBe('603');
    expect(text('基础基331', '04.5')).toBe('12');
    expect(text('基础基331', '04.15')).toBe('615');
  });

  it('reads the forms of the bureau in either edition', () => {
    const { text } = lastYear([year(round2025old, { '局补充1!01.1': 4 })]);
    expect(text('局补充1', '01.1')).toBe('4');
  });

  it('knows nothing of records, of forms that were not filled and of fields of the other edition', () => {
    const record = { id: 'aaaaaaaa', position: 1, cells: { c07: { kind: 'text', text: '三年级' } as const } };
    const { text } = lastYear([year(round2025old, {}, { 局控辍1: [record] })]);
    expect(text('局控辍1', 'aaaaaaaa.c07')).toBeNull();
    expect(text('教基3115', '01.1')).toBeNull();
    expect(text('教基1001', 'schoolCode')).toBeNull();
  });

  it('is not the year before the last', () => {
    const older = { ...round2025, id: 9, schoolYear: 2024 };
    const { exists, text, years, textIn, collectionOf } = lastYear([year(older, { '教基3113!03.4': 44 })]);
    expect([exists, text('教基3113', '03.4'), years]).toEqual([false, null, [2024]]);
    expect(textIn(2024, '教基3113', '03.4')).toBe('44');
    expect(textIn(2025, '教基3113', '03.4')).toBeNull();
    expect([collectionOf(2024)?.id, collectionOf(2025)]).toEqual([9, null]);
  });

  it('goes back five years, each read in its own edition', () => {
    const rounds = [2025, 2024, 2023, 2022, 2020, 2019].map((schoolYear) => ({
      ...(schoolYear < 2022 ? round2025old : round2025),
      ...{ id: schoolYear, schoolYear },
    }));
    const cells = (schoolYear: number): Cells =>
      schoolYear < 2022
        ? { '基础基331!04.5': schoolYear - 2000 }
        : { '教基3040!04.5': schoolYear - 2000, '教基3040!04.1': 600 };
    const { years, textIn } = lastYear(rounds.map((round) => year(round, cells(round.schoolYear))));
    expect(years).toEqual([2025, 2024, 2023, 2022, 2020]);
    expect(years.map((each) => textIn(each, '教基3040', '04.5'))).toEqual(['25', '24', '23', '22', '20']);
  });
});

describe('what was written last year', () => {
  it('is found by the relation it was about', () => {
    const previous = year(round2025, {});
    const explanation = { finding: 'J3040-20@04', text: '两名学生随父母外出', values: {} };
    const data = { ...previous.data, explanations: [explanation] };
    const { explanation: of } = lastYear([{ ...previous, data }]);
    expect(of('J3040-20@04')).toEqual(explanation);
    expect(of('J3040-20@07')).toBeNull();
    expect(lastYear([]).explanation('J3040-20@04')).toBeNull();
  });
});
