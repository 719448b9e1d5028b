import type { Found } from './torture-check';
import { applied, difference, type Edit, emptyState, importDifference, type World } from './torture-model';
import { lostRest, type Rest } from './torture-rest';
import type { Told } from './torture-talk';

type Import = Extract<Edit, { kind: 'import' }>;

/** One data folder through several runs of the program, and what must be in it. */
export interface Life {
  readonly folder: string;
  /** File with the clerk's papers; need not exist. */
  readonly papers: string;
  /** What was acknowledged. */
  world: World;
  /** Everything else, as it was found last. */
  rest: Rest;
  /** Kinds of all edits that were asked for since then, whatever became of them. */
  readonly tried: Set<Edit['kind']>;
  /** Edits since, of which none was acknowledged: one of them may be stored, whole. */
  open: Edit[];
  /** An acknowledged import that nobody has looked at yet: only what the file says is known of it. */
  imported: Import | null;
  /** Copies that were acknowledged, with what they hold. */
  readonly copies: Map<string, World>;
}

export interface Refusal {
  readonly code: string;
  readonly hits: number;
}

/** What one run of the program told. */
export interface Watch {
  readonly hear: (message: Told) => void;
  readonly wrong: string[];
  pid: number | null;
  opened: boolean;
  closed: boolean;
  startRefused: string | null;
  readonly done: Record<string, number>;
  readonly refused: Refusal[];
  onOpened: () => void;
  /** The program answered something, be it with a refusal. */
  onAnswer: () => void;
}

/** Refusals that have to do with what the clerk asked, or with how busy the machine is, not with the disk. */
const herOwn = new Set(['submission.notReady', 'work.busy', 'file.tooSlow']);

/** Follows what the driver tells, and keeps the model. */
export function watcher(life: Life): Watch {
  let tried: Edit | null = null;
  const wrong: string[] = [];
  const tell = (what: string): void => void (wrong.includes(what) || wrong.push(what));
  const watch: Watch = {
    ...{ hear, wrong, pid: null, opened: false, closed: false, startRefused: null },
    ...{ done: {}, refused: [], onOpened: () => undefined, onAnswer: () => undefined },
  };
  return watch;

  function hear(message: Told): void {
    if (message.told === 'process') watch.pid = message.pid;
    else if (message.told === 'closed') watch.closed = true;
    else if (message.told === 'broken') tell(`the driver broke: ${message.what}`);
    else if (message.told === 'opened') opened(message.world, message.code);
    else if (message.told === 'state') compare({ ...life.world, [message.submission]: message.state });
    else if (message.told === 'try') asked(message.edit);
    else if (message.told === 'refused') refused(message);
    else acknowledged(message.copy);
  }

  function asked(edit: Edit): void {
    tried = edit;
    life.open.push(edit);
    life.tried.add(edit.kind);
  }

  function opened(world: World | null, code: string | null): void {
    if (world === null) {
      watch.startRefused = code;
      return;
    }
    adoptBegun(life, world);
    compare(world);
    if (watch.opened) return;
    watch.opened = true;
    watch.onOpened();
    watch.onAnswer();
  }

  function acknowledged(copy: string | undefined): void {
    if (tried === null) return;
    if (tried.kind === 'import') life.imported = tried;
    else life.world = applied(life.world, tried);
    if (copy !== undefined) life.copies.set(copy, life.world);
    watch.done[tried.kind] = (watch.done[tried.kind] ?? 0) + 1;
    life.open = [];
    tried = null;
  }

  function refused({ code, hits }: Refusal): void {
    watch.refused.push({ code, hits });
    watch.onAnswer();
    const what = tried?.kind ?? 'a question';
    if (code === 'app.internal') tell(`${what} was refused without a designed error`);
    else if (hits === 0 && !herOwn.has(code))
      tell(`${what} was refused with ${code} though nothing stood in its way`);
    tried = null;
  }

  function compare(shown: World): void {
    adopt(life, shown, wrong, 'the page shows');
    const other = difference(life.world, shown);
    if (other !== null) tell(`the page shows something else than was acknowledged: ${other}`);
  }
}

/** Looking into a year makes its submission, which is empty. */
function adoptBegun(life: Life, found: World): void {
  for (const [id, state] of Object.entries(found))
    if (life.world[id] === undefined && difference({ [id]: emptyState }, { [id]: state }) === null)
      life.world = { ...life.world, [id]: state };
}

/** An import is known from here on as it is found. */
function adopt(life: Life, found: World, wrong: string[], who: string): void {
  if (life.imported === null) return;
  const { submission: id, like } = life.imported;
  const [before, after] = [life.world[id], found[id]];
  life.imported = null;
  const other = before === undefined ? 'no submission' : importDifference(like, before, after);
  if (other !== null) wrong.push(`${who} something else than what was imported into ${id}: ${other}`);
  if (after !== undefined) life.world = { ...life.world, [id]: after };
}

/**
 * Holds what is left against what was acknowledged. Of the edits that nobody acknowledged one may be there, as a whole;
 * from then on it counts. Returns whether one is; null where there was none.
 */
export function judge(
  life: Life,
  found: Found,
  wrong: string[],
  done: Readonly<Record<string, number>>,
): boolean | null {
  const { open } = life;
  life.open = [];
  for (const lost of lostRest(life.rest, found.rest, life.tried, done)) wrong.push(`LOST: ${lost}`);
  life.rest = found.rest;
  life.tried.clear();
  if (found.world === null) {
    if (Object.keys(life.world).length > 0) wrong.push('LOST: there is no database any more');
    life.world = {};
    return null;
  }
  const world = found.world;
  adopt(life, world, wrong, 'on the disk is');
  adoptBegun(life, world);
  const last = [...life.copies.keys()].at(-1);
  if (last !== undefined && !found.copies.includes(last)) {
    wrong.push(`LOST: the copy ${last}, which was acknowledged`);
    life.copies.delete(last);
  }
  if (difference(life.world, world) === null) return open.length > 0 ? false : null;
  const landed = open.some((edit) => {
    if (edit.kind !== 'import') return difference(applied(life.world, edit), world) === null;
    const [before, after] = [life.world[edit.submission], world[edit.submission]];
    if (before === undefined || after === undefined) return false;
    const others = { ...life.world, [edit.submission]: after };
    return importDifference(edit.like, before, after) === null && difference(others, world) === null;
  });
  if (!landed) {
    const open1 = open.map(({ kind }) => kind).join(', ');
    wrong.push(`LOST: ${difference(life.world, world) ?? ''} (unacknowledged: ${open1 || 'none'})`);
  }
  life.world = world;
  return landed;
}
