import { describe, expect, it } from 'vitest';
import type { Call } from '../../../renderer/api';
import { createGridController } from '../../../renderer/grid/controller';
import { positionOf } from '../../../renderer/grid/shape';
import { createNavigation } from '../../../renderer/store/navigation';
import type { Notices } from '../../../renderer/store/notices';
import { createSubmission } from '../../../renderer/store/submission';
import { createValue } from '../../../renderer/store/observable';
import { shippedDefinitions } from '../../support/definitions';
import { pupils } from '../../support/list';
import { round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();

/** A form with its cursor, and the last thing that was said. */
function open(code: string, cells: Readonly<Record<string, number | string>> = {}, records = 0) {
  const lists = { [code]: [...pupils(records)] };
  const form = definitions.forms[code];
  if (form === undefined) throw new Error(`no form ${code}`);
  let revision = 0;
  const call = (() => Promise.resolve({ revision: (revision += 1) })) as unknown as Call;
  const store = createSubmission({
    definitions,
    call,
    open: { school: village, collection: round2026, data: submissionData(cells, { lists }), previous: [] },
  });
  const said: string[] = [];
  const notices: Notices = {
    current: createValue(null),
    tell: (text) => said.push(text),
    tellHere: (text) => said.push(text),
    dismiss: () => undefined,
  };
  const grid = createGridController(store, form, { navigation: createNavigation(), notices });
  function select(from: string, to = from) {
    const shape = store.shape(form as NonNullable<typeof form>);
    const [start, end] = [positionOf(shape, from), positionOf(shape, to)];
    if (start === null || end === null) throw new Error(`no cells ${from} ${to}`);
    store.selection.select(shape, start, end);
  }
  const text = (cell: string) => store.cells.get(`${code}!${cell}`).view.text;
  const content = (cell: string) => store.cells.get(`${code}!${cell}`).view.content;
  return { store, grid, select, text, content, said };
}

const listed = (count: number) => {
  const opened = open('局控辍1', {}, count);
  const { store, text } = opened;
  const ids = () => store.records('局控辍1').map(({ id }) => id);
  const foot = () => store.rows.get('局控辍1').at(-1) ?? '';
  const column = (key: string) => ids().map((id) => text(`${id}.${key}`));
  return { ...opened, ids, foot, column };
};

const plain = (text: string) => ({ plain: text, html: '' });

describe('pasting', () => {
  it('cleans separators, spaces, nbsp and full-width digits', () => {
    const { grid, select, content } = open('教基3112');
    select('02.9');
    grid.paste(plain('1,234\t１２\t 7 \t\u00a08\u00a0\t１，２３４\t\u30009'));
    expect(['02.9', '02.10', '02.11', '02.12', '02.13', '02.14'].map((cell) => content(cell))).toEqual(
      ['1234', '12', '7', '8', '1234', '9'].map((text) => ({ kind: 'number', text })),
    );
  });

  it('takes the value behind a rounded figure of a copied table', () => {
    const { grid, select, content } = open('教基3112');
    select('02.9');
    grid.paste({ plain: '1.2E+03', html: '<table><tr><td x:num="1234">1.2E+03</td></tr></table>' });
    expect(content('02.9')).toEqual({ kind: 'number', text: '1234' });
  });

  it('keeps what is no number as it is and says how many need a look', () => {
    const { grid, select, content, said } = open('教基3112');
    select('02.9');
    grid.paste(plain('十二\t5\t3.5'));
    expect(content('02.9')).toEqual({ kind: 'raw', text: '十二' });
    expect(content('02.11')).toEqual({ kind: 'raw', text: '3.5' });
    expect(said).toEqual(['已粘贴 3 格，2 格内容不合要求，已按原样保留并标红，请看一看。']);
  });

  it('says what it skipped, with the first places, and what fell outside', () => {
    const { grid, select, said, text } = open('教基3112');
    select('04.1');
    grid.paste(plain('1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16'));
    expect(said).toEqual([
      '已粘贴 10 格，跳过 5 个计算或不填的格（04行3列、04行4列、04行5列等），1 个值超出表格，没有粘贴。',
    ]);
    expect(text('04.15')).toBe('15');
  });

  it('says so when nothing can be pasted at all', () => {
    const { grid, select, said } = open('教基3112');
    select('02.2');
    grid.paste(plain('5'));
    expect(said).toEqual(['没有可以粘贴的单元格：所选的格由程序计算或不填。']);
  });

  it('is one step of undo', () => {
    const { store, grid, select, text } = open('教基3112', { '教基3112!02.9': 4 });
    select('02.9');
    grid.paste(plain('1\t2\n3\t4'));
    store.undo();
    expect(['02.9', '02.10', '03.9', '03.10'].map(text)).toEqual(['4', '', '', '']);
    expect(store.history.get()).toEqual({ undo: false, redo: true });
  });
});

describe('pasting what was shown otherwise than it is stored', () => {
  const table = (cells: string) => ({ plain: '', html: `<table><tr>${cells}</tr></table>` });

  it('takes the figure shown where the cell can hold only that, and says so', () => {
    const { grid, select, content, said } = open('教基3112');
    select('02.9');
    grid.paste(table('<td x:num="1.5">2</td>'));
    expect(content('02.9')).toEqual({ kind: 'number', text: '2' });
    expect(said).toEqual(['已粘贴 1 格，1 格按显示的数填，原表格里存的数与显示的不同。']);
  });

  it('keeps the zeros of a code, and gives a date its day', () => {
    const { grid, select, ids, column } = listed(1);
    select(`${ids()[0] ?? ''}.c05`);
    grid.paste(table('<td x:num="123">000123</td>'));
    expect(column('c05')).toEqual(['000123']);
    select(`${ids()[0] ?? ''}.c15`);
    grid.paste(table('<td x:num="46266">9月1日</td>'));
    expect(column('c15')).toEqual(['2026-09-01']);
  });
});

describe('many rows of a list', () => {
  it('are filled without a record being made of the blank row below', () => {
    const { grid, select, ids, foot, column, said } = listed(3);
    const [first = ''] = ids();
    const all = () => select(`${first}.c08`, `${foot()}.c08`);
    all();
    grid.fillTyped('2班');
    expect(column('c08')).toEqual(['2班', '2班', '2班']);
    all();
    grid.paste(plain('3班'));
    expect(column('c08')).toEqual(['3班', '3班', '3班']);
    select(`${first}.c08`);
    grid.commit(`${first}.c08`, '4班');
    all();
    grid.fillDown();
    expect(column('c08')).toEqual(['4班', '4班', '4班']);
    expect(said).toEqual(['已粘贴 3 格。']);
    select(`${ids()[2] ?? ''}.c08`, `${foot()}.c08`);
    grid.fillDown();
    expect(ids()).toHaveLength(3);
    expect(said.at(-1)).toBe('最下面的空行不跟着填。要加一行，请选中「＋」行再填。');
  });

  it('are added by a paste that reaches beyond the foot, and counted', () => {
    const { grid, select, ids, column, said } = listed(2);
    select(`${ids()[1] ?? ''}.c08`);
    grid.paste(plain('2班\n3班\n4班'));
    expect(column('c08')).toEqual(['1班', '2班', '3班', '4班']);
    expect(said).toEqual(['已粘贴 3 格，新增 2 行。']);
  });

  it('are added under a filter as well, which is said', () => {
    const { store, grid, select, ids, said } = listed(2);
    const filters = { c08: { kind: 'contains', text: '1班' } } as const;
    store.listRows.look('局控辍1', { sort: null, troubled: false, filters });
    select(`${ids()[1] ?? ''}.c08`);
    grid.paste(plain('2班\n3班'));
    expect(ids()).toHaveLength(3);
    expect(said).toEqual([
      '已粘贴 2 格，列表有筛选，只填到显示的行，新增 1 行，新增的行都先显示着，可能不合筛选。',
    ]);
  });
});

describe('copying', () => {
  it('gives text and a table in which texts are texts', () => {
    const { grid, select } = open('教基3112', { '教基3112!02.9': 4, '教基3112!03.9': 5 });
    select('02.9', '03.9');
    expect(grid.copy()).toEqual({
      plain: '4\r\n5',
      html: '<table><tr><td>4</td></tr><tr><td>5</td></tr></table>',
    });
  });
});

describe('filling', () => {
  it('fills down as one step and says what it skipped', () => {
    const { store, grid, select, text, said } = open('教基3112', { '教基3112!03.1': 6, '教基3112!03.3': 7 });
    select('03.1', '06.3');
    grid.fillDown();
    expect(['04.1', '05.1', '06.1', '05.3'].map(text)).toEqual(['6', '6', '6', '7']);
    // 04.2 and 06.2 can be typed and take the computed total beside; 05.2 is computed, 04.3 and 06.3 are closed.
    expect(said).toEqual(['已填 6 格，跳过 3 个计算或不填的格（04行3列、05行2列、06行3列）。']);
    store.undo();
    expect(text('04.1')).toBe('');
  });

  it('has nothing to fill from above the first row', () => {
    const { grid, select, said } = open('教基3112');
    select('01.1');
    grid.fillDown();
    expect(said).toEqual(['上面没有可以填下来的格。']);
  });

  it('puts one typed text into every selected cell', () => {
    const { grid, select, text } = open('教基3112');
    select('02.9', '03.10');
    grid.fillTyped('５');
    expect(['02.9', '02.10', '03.9', '03.10'].map(text)).toEqual(['5', '5', '5', '5']);
  });
});

describe('moving', () => {
  const tab = { by: 'entry', direction: 'right' } as const;
  const enter = { by: 'entry', direction: 'down' } as const;

  it('comes back with Enter to where Tab began, unless something else moved the cursor', () => {
    const { store, grid, select } = open('教基3112');
    select('02.9');
    grid.move(tab, false, 1);
    grid.move(tab, false, 1);
    grid.move(enter, false, 1);
    expect(store.selection.active()).toBe('教基3112!03.9');
    grid.move(tab, false, 1);
    grid.move({ by: 'step', direction: 'right' }, false, 1);
    grid.move(enter, false, 1);
    expect(store.selection.active()).toBe('教基3112!04.11');
  });

  it('never leaves the cursor on a cell that is not to be filled', () => {
    const { store, grid, select } = open('教基3112');
    select('04.3', '05.4');
    expect(store.selection.active()).toBe('教基3112!05.3');
    grid.selectAll();
    expect(store.selection.active()).toBe('教基3112!05.3');
  });
});
