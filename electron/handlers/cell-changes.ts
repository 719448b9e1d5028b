import { cellsOf, columnKey, type FormCell, specOf } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import type { Form, FormColumn } from '../../shared/form';
import type { CellChange, CellContent, RecordChange } from '../../shared/submission';
import { type CellSpec, contentFits, readCell } from '../../shared/value';

/**
 * The page's changes as main is willing to store them: only cells that can be filled, and no value of a kind that its
 * text does not have. The page is not trusted with either, because everything afterwards builds on them.
 */
export function acceptCellChanges(
  definitions: Definitions,
  edition: string,
  changes: readonly CellChange[],
): CellChange[] {
  const cells = new Map<string, ReadonlyMap<string, FormCell>>();
  return changes.map(({ form: code, cell: key, content }) => {
    const form = findForm(definitions, edition, code);
    let byKey = cells.get(code);
    if (byKey === undefined)
      cells.set(code, (byKey = new Map(cellsOf(form ?? nothing(code, key)).map((cell) => [cell.key, cell]))));
    const cell = byKey.get(key) ?? nothing(code, key);
    if (cell.kind === 'computed' || cell.kind === 'notApplicable') {
      throw refusal('submission.readOnlyCell', { form: code, cell: key });
    }
    return { form: code, cell: key, content: reread(content, cell.spec) };
  });
}

export function acceptRecordChanges(
  definitions: Definitions,
  edition: string,
  changes: readonly RecordChange[],
): RecordChange[] {
  return changes.map((change) => {
    const { form: code, id, cells } = change;
    const form = findForm(definitions, edition, code);
    if (form?.kind !== 'list') return nothing(code, id);
    if (cells === null) return change;
    const accepted = Object.entries(cells).map(([key, content]) => {
      const column = columnOf(form, key) ?? nothing(code, `${id}.${key}`);
      if (column.computed !== undefined)
        throw refusal('submission.readOnlyCell', { form: code, cell: `${id}.${key}` });
      return [key, reread(content, specOf(column))] as const;
    });
    return { ...change, cells: Object.fromEntries(accepted) };
  });
}

/** Forms of the collection's edition, and the bureau's own, which are filled beside either. */
export function findForm(definitions: Definitions, edition: string, code: string): Form | undefined {
  if (!Object.hasOwn(definitions.forms, code)) return undefined;
  const home = definitions.editionOf[code];
  return home === edition || home === 'local' ? definitions.forms[code] : undefined;
}

function nothing(form: string, cell: string): never {
  throw refusal('submission.unknownCell', { form, cell });
}

function columnOf(form: Form, key: string): FormColumn | undefined {
  return form.columns?.find((column) => columnKey(column.code) === key);
}

/** A number that is not exactly the cell's own is kept as raw text: shown wrong, and never counted. */
function reread(content: CellContent | null, spec: CellSpec): CellContent | null {
  if (content === null || contentFits(content, spec)) return content;
  return content.kind === 'number'
    ? { kind: 'raw', text: content.text }
    : readCell(content.text, spec).content;
}
