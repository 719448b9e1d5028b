import type { Page } from 'playwright/test';
import type { CellContent, ListRecord } from '../../shared/submission';
import { callMain } from './filled';
import { identityNumber } from './identity';
import { round2026, village } from './school';

const text = (content: string): CellContent => ({ kind: 'text', text: content });
const number = (content: number): CellContent => ({ kind: 'number', text: String(content) });

const grades = ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级'];
const reasons = ['厌学', '家庭经济困难', '外出务工', '疾病', '其他'];
const families = ['甄', '贾', '梅', '习', '吴', '郝'];

/** Invented pupils of 局控辍1; every fiftieth was reported to the township too late. */
export function pupils(count: number): readonly ListRecord[] {
  return Array.from({ length: count }, (_, index): ListRecord => {
    const sex = index % 2 === 0 ? '女' : '男';
    const day = String((index % 27) + 1).padStart(2, '0');
    return {
      id: `pupil-${String(index).padStart(6, '0')}`,
      position: index + 1,
      cells: {
        c01: number(index + 1),
        c02: text(`${families[index % families.length] ?? ''}${index + 1}`),
        c03: text(sex),
        c04: text(identityNumber(`${2010 + (index % 9)}-03-${day}`, sex, index)),
        c05: text(`G9900${index}`),
        c06: text('小学'),
        c07: text(grades[index % grades.length] ?? ''),
        c08: text('1班'),
        c12: text(index % 3 === 0 ? '是' : '否'),
        c13: text('否'),
        c15: text(`2026-03-${day}`),
        c16: text(reasons[index % reasons.length] ?? ''),
        c17: text(index % 50 === 49 ? '2026-05-20' : `2026-03-${String((index % 27) + 2).padStart(2, '0')}`),
        c18: number(index % 4),
        c21: text(index % 5 === 0 ? '已复学' : '劝返中'),
        ...(index % 5 === 0 && { c22: text('2026-05-06') }),
      },
    };
  });
}

/** A village school with its round of 2026 and these records of 局控辍1, as if they had been typed. */
export async function fillPupils(page: Page, records: readonly ListRecord[]): Promise<void> {
  const { id: _, ...school } = village;
  const { id: __, ...round } = round2026;
  const { id: schoolId } = await callMain(page, 'school.create', school);
  const { id: collectionId } = await callMain(page, 'collection.create', round);
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
  const { id: submissionId, revision } = data.submission;
  const changes = records.map(({ id, position, cells }) => ({ form: '局控辍1', id, position, cells }));
  await callMain(page, 'submission.setRecords', { submissionId, revision, changes });
  await page.reload();
}
