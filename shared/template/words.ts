import { cellName, columnKey, columnPath } from '../cell';
import type { Definitions } from '../definitions';
import { describeCell } from '../finding-text';
import { aliasOf, readCellSource, sourceName } from './source';
import type { CellSource, Source } from './source';

const partWords = {
  value: '',
  display: '（文字）',
  numerator: '（分子）',
  denominator: '（分母）',
  method: '（算法）',
};

/** A source in the words of the forms: `教基3112 总计 · 在校生数`, `学校名称`, `指标 小学辍学率`. */
export function sourceWords(definitions: Definitions, source: Source): string {
  switch (source.kind) {
    case 'cell':
      return describeCell(definitions, source.form, source.cell);
    case 'listColumn': {
      const column = definitions.forms[source.form]?.columns?.find(
        ({ code }) => columnKey(code) === source.column,
      );
      return `${source.form} ${column === undefined ? source.column : columnPath(column)}（台账一列）`;
    }
    case 'school':
    case 'collection':
      return aliasOf(`${source.kind}.${source.field}`);
    case 'indicator': {
      const { name = source.id, stages = [] } =
        definitions.indicators.find(({ id }) => id === source.id) ?? {};
      const stage = stages.length > 1 ? `（${source.stage ?? stages[0] ?? ''}）` : '';
      return `指标 ${name}${stage}${partWords[source.part]}`;
    }
  }
}

/** Short enough for a cell of the preview: `3112 01.7`, `学校名称`. */
export function shortSource(source: CellSource): string {
  const [only] =
    source.kind === 'single' ? [source.source] : source.parts.filter((part) => typeof part !== 'string');
  if (source.kind === 'words') return `文字＋${only === undefined ? '' : shortName(only)}`;
  return only === undefined ? '' : shortName(only);
}

function shortName(source: Source): string {
  switch (source.kind) {
    case 'cell':
      return cellName(source.form, source.cell);
    case 'listColumn':
      return cellName(source.form, source.column);
    case 'school':
    case 'collection':
      return aliasOf(`${source.kind}.${source.field}`);
    case 'indicator':
      return '指标';
  }
}

/** What stands in the mapping, in words; a source that means nothing as it stands. */
export function cellSourceWords(definitions: Definitions, text: string): string {
  const found = readCellSource(definitions, text);
  if ('unknown' in found) return text;
  if (found.read.kind === 'single') return sourceWords(definitions, found.read.source);
  return found.read.parts
    .map((part) => (typeof part === 'string' ? part : `〔${sourceWords(definitions, part)}〕`))
    .join('');
}

/** The source as a person types it, in Chinese where there is a word: `学校名称`, `填报单位：{{学校名称}}`. */
export function typedSource(source: CellSource): string {
  const typed = (one: Source) => aliasOf(sourceName(one));
  if (source.kind === 'single') return typed(source.source);
  return source.parts.map((part) => (typeof part === 'string' ? part : `{{${typed(part)}}}`)).join('');
}
