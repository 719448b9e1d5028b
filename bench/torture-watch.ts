import { applied, difference, type Edit, emptyState, importDifference, type World } from './torture-model';
import { created, type Data, type Office, pageDifference, type PageOffice, resumed } from './torture-office';
import { type Rest } from './torture-rest';
import type { Answer, Told } from './torture-talk';

type Import = Extract<Edit, { kind: 'import' }>;

/** One data folder through several runs of the program, and what must be in it. */
export interface Life {
  readonly folder: string;
  /** File with the clerk's papers; need not exist. */
  readonly papers: string;
  /** What was acknowledged. */
  data: Data;
  /** Everything else, as it was found last. */
  rest: Rest;
  /** What was asked for since then, or since a copy was put back, whatever became of it; and what was acknowledged. */
  tried: Set<Edit['kind']>;
  done: Record<string, number>;
  /** Copy that was put back since then. */
  restored: string | null;
  /** Edits since, of which none was acknowledged: one of them may be stored, whole. */
  open: Edit[];
  /** An acknowledged import that nobody has looked at yet: only what the file says is known of it. */
  imported: Import | null;
  /** Copies that were acknowledged, with what they hold. */
  readonly copies: Map<string, Data>;
  /** Who worked, by the `submission!revision` that was acknowledged since the last look. */
  readonly signed: Map<string, string | null>;
  /** Passwords that were replaced. */
  retired: readonly string[];
  /** Files that she was told keep what stood in them under another password, or none. */
  readonly unchanged: Set<string>;
  /** A change of the password was cut off, and no undisturbed start has finished it yet. */
  halfChanged: boolean;
  /** As it was before the change that is under way. */
  halfChangedBefore: boolean;
}

/** Opens nothing of the present any more. */
export function retire(life: Life, password: Data['office']['password']): void {
  const text = password?.text;
  if (text !== undefined && !life.retired.includes(text)) life.retired = [...life.retired, text];
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
  startRefused: string | null;
  readonly done: Record<string, number>;
  readonly refused: Refusal[];
  /** The last words of the driver, shortened: for whoever looks into a round that went wrong. */
  readonly heard: string[];
  onOpened: () => void;
  /** The program answered something, be it with a refusal. */
  onAnswer: () => void;
  onTry: (kind: Edit['kind']) => void;
  onClosed: () => void;
}

/** Refusals that have to do with what the clerk asked, or with how busy the machine is, not with the disk. */
const herOwn = new Set(['submission.notReady', 'submission.changedSince', 'work.busy', 'file.tooSlow']);

const rememberedWords = 200;

/** Follows what the driver tells, and keeps the model. */
export function watcher(life: Life): Watch {
  let tried: Edit | null = null;
  const wrong: string[] = [];
  const tell = (what: string): void => void (wrong.includes(what) || wrong.push(what));
  const watch: Watch = {
    ...{ hear, wrong, pid: null, opened: false, startRefused: null },
    ...{ done: {}, refused: [], heard: [], onOpened: () => undefined, onAnswer: () => undefined },
    ...{ onTry: () => undefined, onClosed: () => undefined },
  };
  life.data = { ...life.data, office: resumed(life.data.office) };
  return watch;

  function hear(message: Told): void {
    watch.heard.push(JSON.stringify(message).slice(0, 200));
    watch.heard.splice(0, watch.heard.length - rememberedWords);
    if (message.told === 'process') watch.pid = message.pid;
    else if (message.told === 'closed') watch.onClosed();
    else if (message.told === 'broken') tell(`the driver broke: ${message.what}`);
    else if (message.told === 'opened') opened(message.world, message.code);
    else if (message.told === 'state') compare({ ...life.data.world, [message.submission]: message.state });
    else if (message.told === 'office') compareOffice(message.office);
    else if (message.told === 'unlocked') unlocked(message.password);
    else if (message.told === 'try') asked(message.edit);
    else if (message.told === 'refused') refused(message);
    else acknowledged(message);
  }

  function asked(said: Edit): void {
    // What a copy holds is known here in full; the clerk's own memory lacks what the program does by itself.
    const data = said.kind === 'restore' ? life.copies.get(said.name) : undefined;
    const edit: Edit = said.kind === 'restore' && data !== undefined ? { ...said, data } : said;
    tried = edit;
    life.open.push(edit);
    life.tried.add(edit.kind);
    if (edit.kind === 'password') {
      life.halfChangedBefore = life.halfChanged;
      life.halfChanged = true;
    }
    watch.onTry(edit.kind);
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

  function unlocked(password: string): void {
    const wanted = life.data.office.password?.text;
    if (password !== wanted) tell(`the program opens with ${password}, not with ${wanted ?? 'none'}`);
  }

  function acknowledged(answer: Answer): void {
    if (tried === null) return;
    const before = life.data;
    if (tried.kind === 'import') life.imported = tried;
    else life.data = applied(before, tried, answer);
    sign(tried, before.world);
    if (answer.copy !== undefined) life.copies.set(answer.copy, life.data);
    if (answer.hash !== answer.fileHash)
      tell(`the file of an export has another hash than ${answer.hash ?? ''}`);
    watch.done[tried.kind] = (watch.done[tried.kind] ?? 0) + 1;
    life.done[tried.kind] = (life.done[tried.kind] ?? 0) + 1;
    if (tried.kind === 'restore') restored(tried.name);
    if (tried.kind === 'password') passwordChanged(before, answer);
    life.open = [];
    tried = null;
  }

  function sign({ submission: id, kind }: Edit, before: World): void {
    const [from, to] = [before[id]?.revision ?? 0, life.data.world[id]?.revision ?? 0];
    if (kind === 'restore') return;
    for (let revision = from + 1; revision <= to; revision++)
      life.signed.set(`${id}!${revision}`, life.data.office.worker);
  }

  /** From here on everything is held against the copy. */
  function restored(name: string): void {
    life.restored = name;
    life.tried = new Set();
    life.done = {};
    life.imported = null;
    life.signed.clear();
  }

  function passwordChanged(before: Data, { unchanged = [], finished = false, hits = 0 }: Answer): void {
    const { password } = life.data.office;
    retire(life, before.office.password);
    const left = unchanged.filter((name) => !life.unchanged.has(name));
    if (hits === 0 && !life.halfChangedBefore && left.length > 0)
      tell(`LOST: ${left.join(', ')} kept the password before, though nothing stood in the way`);
    life.unchanged.clear();
    for (const name of unchanged) life.unchanged.add(name);
    life.halfChanged = !finished;
    takeAlong(life, password);
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
    const other = difference(life.data.world, shown);
    if (other !== null) tell(`the page shows something else than was acknowledged: ${other}`);
  }

  function compareOffice(page: PageOffice): void {
    const other = pageDifference(life.data.office, page);
    if (other !== null) tell(`the page shows something else than was acknowledged: ${other}`);
  }
}

/** The copies ask for what the data ask for, but for those that were named. */
export function takeAlong(life: Life, password: Office['password']): void {
  for (const [name, data] of life.copies)
    if (!life.unchanged.has(name)) life.copies.set(name, { ...data, office: { ...data.office, password } });
}

/** Looking into a year makes its submission, which is empty. */
export function adoptBegun(life: Life, found: World): void {
  for (const [id, state] of Object.entries(found)) {
    const { world, office } = life.data;
    if (world[id] !== undefined || difference({ [id]: emptyState }, { [id]: state }) !== null) continue;
    const acts = [...office.acts, created(id, office.worker)];
    life.data = { world: { ...world, [id]: state }, office: { ...office, acts } };
  }
}

/** An import is known from here on as it is found. */
export function adopt(life: Life, found: World, wrong: string[], who: string): void {
  if (life.imported === null) return;
  const { submission: id, like } = life.imported;
  const [before, after] = [life.data.world[id], found[id]];
  life.imported = null;
  const other = before === undefined ? 'no submission' : importDifference(like, before, after);
  if (other !== null) wrong.push(`${who} something else than what was imported into ${id}: ${other}`);
  if (after !== undefined) life.data = { ...life.data, world: { ...life.data.world, [id]: after } };
}
