import type { Content, Found } from './torture-check';
import { applied, difference, type Edit, importDifference } from './torture-model';
import { type Data, emptyOffice, officeDifference, resumed } from './torture-office';
import { lostRest } from './torture-rest';
import { adopt, adoptBegun, type Life, retire, takeAlong } from './torture-watch';

/** Passwords that something in the folder may ask for, the likeliest first. */
export function passwordsOf({ data, open, retired }: Life): readonly string[] {
  const next = open.flatMap((edit) => (edit.kind === 'password' ? (edit.next?.text ?? []) : []));
  const now = data.office.password?.text ?? [];
  return [...new Set([now, next, [...retired].reverse()].flat())];
}

/** Copies of which the content matters: the newest, and those that were or may have been put back. */
export function copiesToRead({ copies, restored, open }: Life): readonly string[] {
  const last = [...copies.keys()].at(-1);
  const back = open.flatMap((edit) => (edit.kind === 'restore' ? [edit.name] : []));
  return [...new Set([last, restored, ...back])].filter((name) => typeof name === 'string');
}

/**
 * Holds what is left against what was acknowledged. Of the edits that nobody acknowledged one may be there, as a whole;
 * from then on it counts. Returns whether one is; null where there was none.
 */
export function judge(life: Life, found: Found, wrong: string[]): boolean | null {
  const { open } = life;
  life.open = [];
  const { content } = found;
  if (content === null) {
    if (Object.keys(life.data.world).length > 0) wrong.push('LOST: there is no database any more');
    life.data = { world: {}, office: emptyOffice };
    return null;
  }
  adopt(life, content.world, wrong, 'on the disk is');
  adoptBegun(life, content.world);
  const landed = whatLanded(life, content, open, wrong);
  judgeRest(life, found, content, landed, open, wrong);
  judgeSignatures(life, content, landed?.edit, wrong);
  const before = life.data;
  if (landed !== undefined) {
    life.data = landed.data;
    if (landed.edit?.kind === 'password') {
      retire(life, before.office.password);
      takeAlong(life, landed.edit.next);
    }
  } else life.data = { world: content.world, office: resumed(content.office) };
  judgeCopies(life, found, wrong);
  if (content.access.unfinished && life.unchanged.size === 0 && !life.halfChanged)
    wrong.push('a change of the password was not finished, and nothing stood in its way');
  life.rest = content.rest;
  life.tried = new Set();
  life.done = {};
  life.restored = null;
  life.signed.clear();
  return open.length === 0 ? null : (landed?.edit ?? null) !== null;
}

interface Landed {
  /** Null where nothing came to what was acknowledged. */
  readonly edit: Edit | null;
  readonly data: Data;
}

const isSame = (wanted: Data, found: Data): boolean =>
  difference(wanted.world, found.world) === null && officeDifference(wanted.office, found.office) === null;

function whatLanded(
  life: Life,
  content: Content,
  open: readonly Edit[],
  wrong: string[],
): Landed | undefined {
  if (isSame(life.data, content)) return { edit: null, data: life.data };
  for (const edit of open) {
    const data =
      edit.kind === 'import' ? imported(life.data, edit, content) : withEdit(life.data, edit, content);
    if (data !== null && isSame(data, content)) return { edit, data };
  }
  const kinds = open.map(({ kind }) => kind).join(', ');
  const other = [
    difference(life.data.world, content.world),
    officeDifference(life.data.office, content.office),
  ];
  wrong.push(
    `LOST: ${other.filter((each) => each !== null).join('; ')} (unacknowledged: ${kinds || 'none'})`,
  );
  return undefined;
}

/** The hash of a file and the number of a 定稿 are known only by the answer: unheard they are taken as they are found. */
function withEdit(data: Data, edit: Edit, content: Content): Data {
  const known = new Set(data.office.acts);
  const hash = content.office.acts
    .find((act) => act.startsWith('export|') && !known.has(act))
    ?.split('|')
    .at(-1);
  const version = content.world[edit.submission]?.version;
  return applied(data, edit, {
    ...(hash !== undefined && { hash }),
    ...(version !== undefined && { version }),
  });
}

function imported(data: Data, edit: Extract<Edit, { kind: 'import' }>, content: Content): Data | null {
  const [before, after] = [data.world[edit.submission], content.world[edit.submission]];
  if (before === undefined || after === undefined) return null;
  if (importDifference(edit.like, before, after) !== null) return null;
  return { ...data, world: { ...data.world, [edit.submission]: after } };
}

function judgeRest(
  life: Life,
  found: Found,
  content: Content,
  landed: Landed | undefined,
  open: readonly Edit[],
  wrong: string[],
): void {
  const { rest } = content;
  const base = life.restored === null ? life.rest : found.read.get(life.restored)?.rest;
  const lost = base === undefined ? [] : lostRest(base, rest, life.tried, life.done);
  if (lost.length === 0) return;
  // One that was put back unheard: whatever else is there is the copy's.
  const back = landed?.edit?.kind === 'restore' ? landed.edit : open.find(({ kind }) => kind === 'restore');
  const copy = back?.kind === 'restore' ? found.read.get(back.name)?.rest : undefined;
  if (copy !== undefined && lostRest(copy, rest, new Set(), {}).length === 0) return;
  for (const line of lost) wrong.push(`LOST: ${line}`);
}

/** Who did what stands in the log, with the name that was chosen then. */
function judgeSignatures(
  life: Life,
  content: Content,
  landed: Edit | null | undefined,
  wrong: string[],
): void {
  if (landed?.kind === 'restore') return;
  for (const [name, worker] of life.signed) {
    const found = content.signatures.get(name) ?? [];
    if (found.some((each) => each !== worker))
      wrong.push(`LOST: ${name} was done by ${worker ?? 'nobody'}, the log has ${found.join(', ')}`);
  }
}

function judgeCopies(life: Life, found: Found, wrong: string[]): void {
  const last = [...life.copies.keys()].at(-1);
  const data = last === undefined ? undefined : life.copies.get(last);
  if (last !== undefined && data !== undefined && !found.copies.has(last)) {
    wrong.push(`LOST: the copy ${last}, which was acknowledged`);
    life.copies.delete(last);
  } else if (last !== undefined && data !== undefined) {
    const copy = found.read.get(last);
    const office = { ...data.office, password: copy?.office.password ?? null };
    const other = copy && (difference(data.world, copy.world) ?? officeDifference(office, copy.office));
    if (typeof other === 'string')
      wrong.push(`LOST: the copy ${last} does not hold what was there then: ${other}`);
  }
  const { password } = life.data.office;
  if (life.halfChanged) return;
  for (const [name, access] of found.copies) {
    if (access.password?.text === password?.text && access.password?.sealed === password?.sealed) continue;
    if (life.unchanged.has(name)) continue;
    const asks = access.password === undefined ? 'one nobody knows' : (access.password?.text ?? 'none');
    wrong.push(`LOST: the copy ${name} asks for the password ${asks}, not for ${password?.text ?? 'none'}`);
  }
  if (password?.sealed !== true) return;
  for (const name of found.readable)
    if (!life.unchanged.has(name) && !life.unchanged.has(name.replace(/^backups\//, '')))
      wrong.push(`LOST: ${name} holds a personal text that can be read though everything is sealed`);
}
