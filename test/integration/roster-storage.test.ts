import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { makeBackup } from '../../electron/storage/backup';
import { createCollection } from '../../electron/storage/collections';
import type { Database } from '../../electron/storage/database';
import { loadData } from '../../electron/storage/load';
import { setMoves } from '../../electron/storage/roster-moves';
import {
  changePerson,
  findPerson,
  knownHeads,
  listRosters,
  loadRosters,
  removeRoster,
  rosterPlaces,
  saveRoster,
} from '../../electron/storage/rosters';
import {
  loadAnswers,
  loadCounted,
  loadMoves,
  setAnswer,
  setCounted,
} from '../../electron/storage/rosters-words';
import { createSchool } from '../../electron/storage/schools';
import { openSubmission } from '../../electron/storage/submissions';
import type { RosterKind } from '../../shared/roster/definition';
import { identityNumber } from '../support/identity';
import { type People, store } from '../support/roster-stored';
import { round2025, round2026, village } from '../support/school';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';

const numbers = [1, 2, 3, 4].map((order) => identityNumber(`2016-0${order}-11`, '女', order));
const people: People = numbers.map((identity, index) => ({
  ...{ name: `甄学${'甲乙丙丁'[index] ?? ''}`, identity, stage: '小学', grade: '3' },
}));

const values = (database: Database, submissionId: number, kind: 'pupils' | 'pupilsBefore' | 'staff') =>
  loadRosters(database, submissionId)[kind]?.map((person) => person.values) ?? null;

function place(database: Database, submissionId: number, kind: RosterKind) {
  const found = rosterPlaces(database, submissionId)[kind];
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

describe('a roster', () => {
  test('is stored with its files in the order of its people, and listed', () => {
    const database = openTemporary();
    const { id } = seed(database);
    saveRoster(database, {
      ...{ submissionId: id, kind: 'pupils', people, heads: [], at: noon, keepUntil: '2029-08-31' },
      files: [
        { fileName: '三1班.xls', rows: 3 },
        { fileName: '三2班.xls', rows: 1 },
      ],
    });
    expect(loadRosters(database, id)).toEqual({
      pupils: people.map((each, index) => ({ id: index + 1, values: each })),
      pupilsBefore: null,
      staff: null,
    });
    expect(listRosters(database, id)).toEqual([
      {
        ...{ kind: 'pupils', people: 4, loadedAt: '2026-09-10T04:00:00.000Z', keepUntil: '2029-08-31' },
        files: [
          { fileName: '三1班.xls', rows: 3 },
          { fileName: '三2班.xls', rows: 1 },
        ],
      },
    ]);
  });

  test('takes the place of the one of its kind, and no other', () => {
    const database = openTemporary();
    const { id } = seed(database);
    store(database, id, 'pupils', people);
    store(database, id, 'staff', people.slice(0, 1));
    store(database, id, 'pupils', people.slice(1, 3));
    expect(values(database, id, 'pupils')).toEqual(people.slice(1, 3));
    expect(values(database, id, 'staff')).toEqual(people.slice(0, 1));
    const rows = 'SELECT count(*) FROM roster_people';
    expect(database.prepare<[], number>(rows).pluck().get()).toBe(3);
  });

  test('is stored whole or not at all: what fails in the middle leaves the one before as it was', () => {
    const database = openTemporary();
    const { id } = seed(database);
    store(database, id, 'pupils', people);
    const endless: Record<string, unknown> = {};
    endless['name'] = endless;
    const broken = [...people.slice(2), endless] as People;
    expect(() => store(database, id, 'pupils', broken)).toThrow('circular');
    expect(values(database, id, 'pupils')).toEqual(people);
  });

  test('remembers what heads were taken for by hand, pupils and staff apart, the last word standing', () => {
    const database = openTemporary();
    const { id } = seed(database);
    const save = (kind: RosterKind, heads: readonly { head: string; field: string | null }[]) =>
      saveRoster(database, {
        ...{ submissionId: id, kind, people, files: [], heads, at: noon, keepUntil: '2029-08-31' },
      });
    save('pupilsBefore', [{ head: '孩子', field: 'name' }]);
    save('pupils', [
      { head: '孩子', field: 'register' },
      { head: '备注', field: null },
    ]);
    save('staff', [{ head: '孩子', field: 'name' }]);
    expect([...knownHeads(database, 'pupils')]).toEqual([
      ['备注', null],
      ['孩子', 'register'],
    ]);
    expect([...knownHeads(database, 'staff')]).toEqual([['孩子', 'name']]);
  });

  test('has a person corrected, and says that it was', () => {
    const database = openTemporary();
    const { id } = seed(database);
    store(database, id, 'pupils', people);
    const before = place(database, id, 'pupils');
    changePerson(database, before.id, { id: 2, values: { name: '甄改' } });
    expect(findPerson(database, before.id, 2)).toEqual({ id: 2, values: { name: '甄改' } });
    expect(values(database, id, 'pupils')).toEqual([people[0], { name: '甄改' }, people[2], people[3]]);
    expect(place(database, id, 'pupils')).toEqual({ ...before, revision: before.revision + 1 });
    expect(findPerson(database, before.id, 9)).toBeUndefined();
  });

  test('that takes the place of another has a number of its own', () => {
    const database = openTemporary();
    const { id } = seed(database);
    store(database, id, 'pupils', people);
    const before = place(database, id, 'pupils');
    removeRoster(database, 'pupils', before, () => false);
    store(database, id, 'pupils', people);
    expect(place(database, id, 'pupils').id).not.toBe(before.id);
  });
});

describe('last year', () => {
  function twoYears(database: Database) {
    const { id: _school, ...school } = village;
    const schoolId = createSchool(database, school).id;
    const submission = (collection: typeof round2026) => {
      const { id: _id, ...round } = collection;
      const collectionId = createCollection(database, round).id;
      return openSubmission(database, { schoolId, collectionId, editionVersion: '1.0' }).id;
    };
    return { before: submission(round2025), now: submission(round2026), schoolId };
  }

  test('is the roster of the submission before, until one is loaded here', () => {
    const database = openTemporary();
    const { before, now } = twoYears(database);
    store(database, before, 'pupils', people.slice(0, 2));
    expect(values(database, now, 'pupilsBefore')).toEqual(people.slice(0, 2));
    expect(listRosters(database, now)).toMatchObject([
      { kind: 'pupilsBefore', fromLastYear: true, people: 2 },
    ]);
    store(database, now, 'pupilsBefore', people.slice(2));
    expect(values(database, now, 'pupilsBefore')).toEqual(people.slice(2));
    expect(listRosters(database, now)[0]).not.toHaveProperty('fromLastYear');
    removeRoster(database, 'pupilsBefore', place(database, now, 'pupilsBefore'), () => false);
    expect(values(database, now, 'pupilsBefore')).toEqual(people.slice(0, 2));
  });

  test('is exactly a year ago, and of the same school', () => {
    const database = openTemporary();
    const { before, now, schoolId } = twoYears(database);
    store(database, now, 'pupils', people);
    expect(values(database, before, 'pupilsBefore')).toBeNull();
    const { id: _id, ...round } = round2026;
    const later = createCollection(database, { ...round, schoolYear: 2028, title: '2028' }).id;
    const open = openSubmission(database, { schoolId, collectionId: later, editionVersion: '1.0' });
    expect(values(database, open.id, 'pupilsBefore')).toBeNull();
    const { id: _school, ...school } = village;
    const other = createSchool(database, { ...school, code: '9900000099', name: '另一所' }).id;
    const next = createCollection(database, { ...round, schoolYear: 2027, title: '2027' }).id;
    const ofOther = openSubmission(database, { schoolId: other, collectionId: next, editionVersion: '1.0' });
    expect(values(database, ofOther.id, 'pupilsBefore')).toBeNull();
    const own = openSubmission(database, { schoolId, collectionId: next, editionVersion: '1.0' });
    expect(values(database, own.id, 'pupilsBefore')).toEqual(people);
  });

  test('keeps what was said of a pupil in each year apart', () => {
    const database = openTemporary();
    const { before, now } = twoYears(database);
    store(database, before, 'pupils', people);
    setMoves(database, before, [{ kind: 'pupils', person: 1 }], '转入');
    setMoves(database, now, [{ kind: 'pupilsBefore', person: 1 }], '转出');
    expect(loadMoves(database, before, rosterPlaces(database, before))).toEqual({
      now: new Map([[1, '转入']]),
      before: new Map(),
    });
    expect(loadMoves(database, now, rosterPlaces(database, now))).toEqual({
      now: new Map(),
      before: new Map([[1, '转出']]),
    });
  });

  test('what was said of pupils is kept when their roster is loaded again, for those who are still in it', () => {
    const database = openTemporary();
    const { now } = twoYears(database);
    store(database, now, 'pupils', people);
    setMoves(
      database,
      now,
      [1, 2, 3].map((person) => ({ kind: 'pupils' as const, person })),
      '转入',
    );
    setMoves(database, now, [{ kind: 'pupils', person: 3 }], '复学');
    store(database, now, 'pupils', [people[3] ?? {}, people[2] ?? {}, people[0] ?? {}]);
    expect(loadMoves(database, now, rosterPlaces(database, now)).now).toEqual(
      new Map([
        [2, '复学'],
        [3, '转入'],
      ]),
    );
  });
});

describe('answers and counts', () => {
  test('are of their submission; an answer can be taken back', () => {
    const database = openTemporary();
    const { id } = seed(database);
    setAnswer(database, id, { assumption: 'entered', answer: 'grade', about: 'a', at: noon });
    setAnswer(database, id, { assumption: 'preschool', answer: 'three', about: 'b', at: noon });
    setAnswer(database, id, { assumption: 'entered', answer: 'column', about: 'c', at: noon });
    const places = { pupils: { id: 4, submissionId: id, revision: 0 } };
    expect(loadAnswers(database, id, places)).toEqual({
      answers: { entered: 'column', preschool: 'three' },
      given: { rosters: '4/-/-', about: { entered: 'c', preschool: 'b' } },
    });
    setAnswer(database, id, { assumption: 'entered', answer: null, about: '', at: noon });
    expect(loadAnswers(database, id, {}).answers).toEqual({ preschool: 'three' });
  });

  test('what was counted is part of the submission and stays when the roster is removed', () => {
    const database = openTemporary();
    const submission = seed(database);
    expect(loadData(database, submission)).not.toHaveProperty('counted');
    store(database, submission.id, 'pupils', people);
    const counted = [{ form: '教基3112', cell: '01.11', counted: '4' }];
    setCounted(database, submission.id, [{ form: '教基3112', cell: '01.9', counted: '9' }]);
    setCounted(database, submission.id, counted);
    removeRoster(database, 'pupils', place(database, submission.id, 'pupils'), () => false);
    expect(loadCounted(database, submission.id)).toEqual(counted);
    expect(loadData(database, submission).counted).toEqual(counted);
    expect(listRosters(database, submission.id)).toEqual([]);
  });
});

describe('a removed roster', () => {
  /** Every file under a folder, as bytes. */
  const bytesUnder = (folder: string): Buffer =>
    Buffer.concat(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name))),
    );
  const found = (folder: string, texts: readonly string[]): readonly string[] => {
    const bytes = bytesUnder(folder);
    return texts.filter((text) => bytes.includes(text));
  };

  /** Enough people for many pages, and pages that are freed and used again. */
  const crowd: People = Array.from({ length: 3000 }, (_, index) => ({
    ...{ name: `甄众${index}号`, identity: identityNumber('2016-05-05', '男', index % 100), grade: '4' },
    ...{ register: `G99${String(index).padStart(8, '0')}` },
  }));
  const secrets = [
    ...numbers,
    ...people.map(({ name }) => name ?? ''),
    '甄众17号',
    '甄众2999号',
    'G9900001234',
  ];

  test('is in no byte of the folder any more: database, log, copies', () => {
    const folder = temporaryFolder();
    const database = openTemporary(folder);
    const { id } = seed(database);
    store(database, id, 'pupils', crowd);
    store(database, id, 'pupils', [...people, ...crowd]);
    setMoves(database, id, [{ kind: 'pupils', person: 1 }], '转入');
    changePerson(database, place(database, id, 'pupils').id, { id: 2, values: { name: '甄改名' } });
    makeBackup(database, path.join(folder, 'backups'), noon);
    const all = [...secrets.filter((text) => text !== numbers[1] && text !== people[1]?.name), '甄改名'];
    expect(found(folder, all)).toEqual(all);
    removeRoster(database, 'pupils', place(database, id, 'pupils'), () => false);
    expect(found(folder, [...secrets, '甄改名'])).toEqual([]);
    database.close();
    expect(found(folder, [...secrets, '甄改名'])).toEqual([]);
  });

  test('whoever is no longer in a roster that is loaded anew is in no byte of the database either', () => {
    const folder = temporaryFolder();
    const database = openTemporary(folder);
    const { id } = seed(database);
    store(database, id, 'pupils', [...people, ...crowd]);
    store(database, id, 'pupils', people.slice(0, 1));
    const [first, ...others] = people.map(({ name }) => name ?? '');
    expect(found(folder, [first ?? '', ...others, '甄众17号', '甄众2999号'])).toEqual([first]);
  });

  test('goes where a copy is damaged, locked or write-protected too; the copy is named', () => {
    const folder = temporaryFolder();
    const database = openTemporary(folder);
    const { id } = seed(database);
    store(database, id, 'pupils', people);
    const backups = path.join(folder, 'backups');
    makeBackup(database, backups, noon);
    writeFileSync(path.join(backups, 'tianbao-v1-damaged.db'), 'this is no database, '.repeat(300));
    const held = makeBackup(database, backups, new Date('2026-09-11T04:00:00Z'));
    const other = new Sqlite(held);
    other.exec('BEGIN EXCLUSIVE');
    const leftIn = removeRoster(database, 'pupils', place(database, id, 'pupils'), () => false);
    other.close();
    expect(leftIn).toEqual(['tianbao-v1-damaged.db', path.basename(held)].toSorted());
    expect(listRosters(database, id)).toEqual([]);
    expect(database.pragma('quick_check(1)', { simple: true })).toBe('ok');
    const [sound = ''] = readdirSync(backups).filter((name) => !leftIn.includes(name));
    expect(readFileSync(path.join(backups, sound)).includes(numbers[0] ?? '')).toBe(false);
    expect(readFileSync(path.join(folder, 'tianbao.db')).includes(numbers[0] ?? '')).toBe(false);
  });

  test('takes the heads along that were mapped for it, but for official ones: one may be a person’s line', () => {
    const folder = temporaryFolder();
    const database = openTemporary(folder);
    const { id } = seed(database);
    const heads = ['甄表头', numbers[0] ?? '', '晚上住哪', '就读方式'].map((head) => ({ head, field: null }));
    const roster = { submissionId: id, people, files: [], at: noon, keepUntil: '2029-08-31' };
    saveRoster(database, { ...roster, kind: 'pupils', heads });
    saveRoster(database, { ...roster, people: [], kind: 'staff', heads: [{ head: '职务一', field: null }] });
    makeBackup(database, path.join(folder, 'backups'), noon);
    expect([...knownHeads(database, 'pupils').keys()]).toHaveLength(4);
    removeRoster(database, 'pupils', place(database, id, 'pupils'), (head) => head === '就读方式');
    expect([...knownHeads(database, 'pupils').keys()]).toEqual(['就读方式']);
    expect([...knownHeads(database, 'staff').keys()]).toEqual(['职务一']);
    expect(found(folder, ['甄表头', numbers[0] ?? '', '晚上住哪'])).toEqual([]);
    expect(found(folder, ['就读方式', '职务一'])).toEqual(['就读方式', '职务一']);
  });

  test('takes nobody of another roster along', () => {
    const folder = temporaryFolder();
    const database = openTemporary(folder);
    const { id } = seed(database);
    store(database, id, 'pupils', crowd);
    store(database, id, 'staff', people);
    makeBackup(database, path.join(folder, 'backups'), noon);
    removeRoster(database, 'pupils', place(database, id, 'pupils'), () => false);
    expect(values(database, id, 'staff')).toEqual(people);
    expect(found(path.join(folder, 'backups'), ['甄众17号', numbers[0] ?? ''])).toEqual([numbers[0]]);
  });
});
