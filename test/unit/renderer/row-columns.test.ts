import { describe, expect, it } from 'vitest';
import {
  headParts,
  headPieces,
  isCrowded,
  labelWidth,
  rowColumns,
  textWidth,
} from '../../../renderer/grid/row-columns';
import { shippedDefinitions } from '../../support/definitions';

const definitions = shippedDefinitions();

function partsOf(code: string) {
  const form = definitions.forms[code];
  if (form?.rows === undefined || form.columns === undefined) throw new Error(`no matrix ${code}`);
  return { rows: form.rows, columns: form.columns, beside: rowColumns(form) };
}

describe('headParts', () => {
  it('keeps a remark in parentheses apart from the name', () => {
    expect(headParts('专任教师（人次）')).toEqual(['专任教师', '(人次)']);
    expect(headParts('培训时间(学时)')).toEqual(['培训时间', '(学时)']);
  });

  it('leaves what is short, nested or without a remark as it is', () => {
    for (const text of ['合计', '国（境）外', '#女', '甲（乙（丙））'])
      expect(headParts(text)).toEqual([text, '']);
  });
});

describe('headPieces', () => {
  it('breaks at the word between two, not in short words', () => {
    expect(headPieces('体育与健康')).toEqual(['体育', '与', '健康']);
    expect(headPieces('道德与法治')).toEqual(['道德', '与', '法治']);
    expect(headPieces('研究生及以上').join(' ')).toBe('研 究 生 及 以上');
    for (const name of ['语文', '信息科技', '和', '']) expect(headPieces(name)).toEqual([name]);
  });
});

describe('widths', () => {
  it('gives a column of texts the room that the others leave', () => {
    const { rows, columns, beside } = partsOf('局目标1');
    expect(textWidth(columns, beside, labelWidth(rows, columns, beside))).toBe(420);
    const crowded = partsOf('教基4155');
    expect(textWidth(crowded.columns, crowded.beside, 144)).toBe(168);
  });

  it('calls two dozen columns crowded', () => {
    expect(isCrowded(partsOf('教基4155').columns)).toBe(true);
    expect(isCrowded(partsOf('教基4153').columns)).toBe(false);
  });
});
