import { cellName } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { Notices } from '../store/notices';
import { newRecordId } from '../store/records';
import type { SubmissionStore } from '../store/submission-store';
import { isNumeric } from './cell-marks';
import { specOf } from './cell-spec';
import {
  pasteInto,
  printHtml,
  printTable,
  tableOf,
  type Copied,
  type Entry,
  type PastedEntry,
} from './clipboard';
import { fillFrom, fillWith, type Filled } from './fill';
import { firstPlaces, placeNames } from './places';
import {
  cellsInRange,
  listShape,
  positionsInRange,
  type GridShape,
  type Position,
  type Range,
} from './shape';
import { settled } from './shown-value';

/** What enters or takes out many cells at once. Each is one step of undo, and says what it left out. */
export interface Transfer {
  readonly clear: () => void;
  readonly copy: () => Copied;
  readonly paste: (copied: Copied) => void;
  readonly fill: (direction: 'down' | 'right') => void;
  /** The same text in every cell of the selection. */
  readonly fillTyped: (text: string) => void;
}

interface Surroundings {
  readonly notices: Pick<Notices, 'tell'>;
  /** The selection in this form, over the rows that are there now. */
  readonly selected: () => { readonly shape: GridShape; readonly range: Range };
  /** Why a cell cannot be typed; null when it can. */
  readonly locked: (cell: string) => string | null;
  /** Why nothing at all can be typed; null when something can. */
  readonly closedReason: () => string | null;
}

export function createTransfer(
  store: SubmissionStore,
  form: Form,
  { notices, selected, locked, closedReason }: Surroundings,
): Transfer {
  const viewOf = (cell: string) => store.cells.get(cellName(form.code, cell)).view;

  /** What else was made of the texts entered last. */
  let made: readonly string[] = [];

  /** Enters the texts and says how many of them cannot be what they should be. */
  function enter(entries: readonly Entry[]): string {
    made = store.enter(form, entries);
    const wrong = entries.filter(({ cell }) => viewOf(cell).problem !== null).length;
    return wrong > 0 ? `${wrong} 格内容不合要求，已按原样保留并标红，请看一看` : '';
  }

  function skippedNote(shape: GridShape, skipped: readonly Position[]): string {
    if (skipped.length === 0) return '';
    const places = firstPlaces(placeNames(form, shape), skipped);
    return `跳过 ${skipped.length} 个计算或不填的格（${places}）`;
  }

  function tell(...notes: readonly string[]) {
    const said = [...notes, ...made].filter((note) => note !== '');
    notices.tell(`${said.join('，')}。`, notes.at(-1) === '' ? 'info' : 'problem');
  }

  /** True, after saying why, when nothing can be typed. */
  function refused(): boolean {
    const closed = closedReason();
    if (closed !== null) notices.tell(closed);
    return closed !== null;
  }

  function enterFilled({ entries, skipped }: Filled, shape: GridShape) {
    if (entries.length === 0 && skipped.length === 0)
      return notices.tell('最下面的空行不跟着填。要加一行，请选中「＋」行再填。', 'problem');
    if (entries.length === 0) return notices.tell('所选的格由程序计算或不填，没有可以填的。', 'problem');
    const wrong = enter(entries);
    if (skipped.length > 0 || wrong !== '' || made.length > 0) {
      tell(`已填 ${entries.length} 格`, skippedNote(shape, skipped), wrong);
    }
  }

  /** The blank row at the foot of a list. */
  function footOf({ rows }: GridShape): number | null {
    const last = rows.length - 1;
    return form.kind === 'list' && store.records(form.code).every(({ id }) => id !== rows[last])
      ? last
      : null;
  }

  /** Now that the cells are known: the texts that go into them, and how many are not what was stored behind them. */
  function settle(pasted: readonly PastedEntry[]): {
    readonly entries: readonly Entry[];
    readonly note: string;
  } {
    let asShown = 0;
    const entries = pasted.map(({ cell, text, exact }) => {
      const spec = specOf(form, cell);
      const value = spec === undefined ? { text, asShown: false } : settled({ text, exact }, spec);
      asShown += Number(value.asShown);
      return { cell, text: value.text };
    });
    return { entries, note: asShown > 0 ? `${asShown} 格按显示的数填，原表格里存的数与显示的不同` : '' };
  }

  /** A list grows by the rows that are pasted past its foot. */
  function roomFor(shape: GridShape, range: Range, height: number): GridShape {
    if (form.kind !== 'list') return shape;
    const missing = Math.min(range.from.row, range.to.row) + height - shape.rows.length;
    const added = Array.from({ length: Math.max(0, missing) }, newRecordId);
    return listShape(form, [...shape.rows, ...added]);
  }

  return {
    clear() {
      const { shape, range } = selected();
      const cells = cellsInRange(shape, range);
      const reason = cells.length === 1 ? locked(cells[0] ?? '') : closedReason();
      if (reason !== null) return notices.tell(reason);
      const open = cells.filter((cell) => locked(cell) === null);
      store.enter(
        form,
        open.map((cell) => ({ cell, text: '' })),
      );
    },
    copy() {
      const { shape, range } = selected();
      const rows = positionsInRange(range).map((row) =>
        row.map((at) => {
          const cell = shape.cellAt(at);
          const spec = specOf(form, cell);
          const { text, content } = viewOf(cell);
          return { text, numeric: spec !== undefined && isNumeric(spec) && content?.kind !== 'raw' };
        }),
      );
      return { plain: printTable(rows.map((row) => row.map(({ text }) => text))), html: printHtml(rows) };
    },
    paste(copied) {
      if (refused()) return;
      const { shape, range } = selected();
      const table = tableOf(copied);
      const room = roomFor(shape, range, table.length);
      const pasted = pasteInto(room, range, table, footOf(shape));
      if (pasted.entries.length === 0) {
        const outside = pasted.outside > 0 && pasted.skipped.length === 0;
        const why = outside ? '超出表格' : '由程序计算或不填';
        return notices.tell(`没有可以粘贴的单元格：所选的格${why}。`, 'problem');
      }
      const { entries, note } = settle(pasted.entries);
      const wrong = enter(entries);
      selectPasted(pasted.range);
      const skipped = skippedNote(room, pasted.skipped);
      const outside = pasted.outside > 0 ? `${pasted.outside} 个值超出表格，没有粘贴` : '';
      const notes = [note, skipped, outside, wrong];
      if (entries.length > 1 || made.length > 0 || notes.some((each) => each !== ''))
        tell(`已粘贴 ${entries.length} 格`, ...notes);
    },
    fill(direction) {
      if (refused()) return;
      const { shape, range } = selected();
      const textAt = (at: Position) => viewOf(shape.cellAt(at)).text;
      const filled = fillFrom(shape, range, direction, textAt, footOf(shape));
      if (filled !== null) return enterFilled(filled, shape);
      notices.tell(direction === 'down' ? '上面没有可以填下来的格。' : '左面没有可以填过来的格。');
    },
    fillTyped(text) {
      if (refused()) return;
      const { shape, range } = selected();
      enterFilled(fillWith(shape, range, text, footOf(shape)), shape);
    },
  };

  /** Blank rows past the foot of a list did not become records. */
  function selectPasted({ from, to }: Range) {
    const shape = store.shape(form);
    const last = { row: shape.rows.length - 1, column: shape.columns.length - 1 };
    const within = (at: Position) => ({
      row: Math.min(at.row, last.row),
      column: Math.min(at.column, last.column),
    });
    store.selection.select(shape, within(from), within(to));
  }
}
