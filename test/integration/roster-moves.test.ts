import { describe, expect, it } from 'vitest';
import { saveRoster } from '../../electron/storage/rosters';
import type { RosterKind, RosterPerson } from '../../shared/roster/definition';
import type { RecordChange } from '../../shared/submission';
import { village } from '../support/school';
import { openProgram, type Program } from './handlers-context';
import { noon } from './storage-place';

/** Made up: area code 99 does not exist. */
const numbers = [
  ...['990101201505050014', '990101201505050022', '990101201505050030', '990101201405050017'],
  ...['990101201405050025', '990101201405050033'],
] as const;
const people = (rows: readonly Record<string, string>[]) =>
  rows.map((values, index) => ({ name: `甄${index}`, stage: '小学', class: '1', sex: '男', ...values }));

const before = people([
  { identity: numbers[0], grade: '2', name: '甄留' },
  {
    identity: numbers[1],
    grade: '3',
    name: '甄退',
    register: 'G9901',
    leftBehind: '是',
    migrant: '否',
    disability: '听力残疾',
  },
  { identity: numbers[2], grade: '4', name: '甄转' },
  { identity: numbers[3], grade: '6', name: '甄毕' },
]);
const now = people([
  { identity: numbers[0], grade: '3', name: '甄留', disability: '智力残疾', inclusive: '是' },
  { identity: numbers[4], grade: '4', name: '甄来', disability: '无' },
  { identity: numbers[5], grade: '1', name: '甄新', disability: '视力残疾', residence: '送教上门' },
]);

interface Place {
  readonly program: Program;
  readonly submissionId: number;
  readonly schoolId: number;
}

async function begun(schoolYear = 2026): Promise<Place> {
  const program = openProgram();
  const { id: _, ...school } = village;
  const { id: schoolId } = await program.value('school.create', school);
  return { program, schoolId, submissionId: await round(program, schoolId, schoolYear) };
}

async function round({ value }: Program, schoolId: number, schoolYear: number): Promise<number> {
  const collection = await value('collection.create', {
    ...{ title: `${schoolYear}`, schoolYear, edition: 'jiaoji-2021', targetProfiles: [], dueDate: null },
  });
  const { data } = await value('submission.open', { schoolId, collectionId: collection.id });
  return data.submission.id;
}

function save(
  { program }: Pick<Place, 'program'>,
  submissionId: number,
  kind: RosterKind,
  values: readonly RosterPerson['values'][],
) {
  saveRoster(program.database, {
    ...{ submissionId, kind, files: [], heads: [], at: noon, keepUntil: '2027-08-31', people: values },
  });
}

async function bothRosters(): Promise<Place> {
  const place = await begun();
  save(place, place.submissionId, 'pupilsBefore', before);
  save(place, place.submissionId, 'pupils', now);
  return place;
}

const told = async ({ program: { value }, submissionId }: Place) => {
  const { movements } = await value('rosters.movements', { submissionId });
  return movements.map(({ person, side, suggested, chosen }) => [
    ...[person.values['name'], side, suggested, chosen],
  ]);
};

describe('movements', () => {
  it('are not possible with one roster', async () => {
    const place = await begun();
    save(place, place.submissionId, 'pupils', now);
    expect(await place.program.value('rosters.movements', { submissionId: place.submissionId })).toEqual({
      possible: false,
      movements: [],
      flows: [],
    });
    expect(await place.program.value('rosters.ledgers', { submissionId: place.submissionId })).toHaveLength(
      1,
    );
  });

  it('name who came and went, numbers masked', async () => {
    const place = await bothRosters();
    expect(await told(place)).toEqual([
      ['甄来', 'came', null, null],
      ['甄新', 'came', '招生', null],
      ['甄退', 'went', null, null],
      ['甄转', 'went', null, null],
      ['甄毕', 'went', '毕业', null],
    ]);
    const all = JSON.stringify(
      await place.program.value('rosters.movements', { submissionId: place.submissionId }),
    );
    expect(numbers.filter((number) => all.includes(number))).toEqual([]);
    expect(all).toContain('990101********0022');
  });

  it('take a word of several at once, and take it back', async () => {
    const place = await bothRosters();
    const { program, submissionId } = place;
    const went = [2, 3].map((person) => ({ kind: 'pupilsBefore' as const, person }));
    await program.value('rosters.classify', { submissionId, people: went, move: '转出' });
    await program.value('rosters.classify', {
      submissionId,
      people: [{ kind: 'pupils', person: 2 }],
      move: '转入',
    });
    expect((await told(place)).map(([name, , , chosen]) => [name, chosen])).toEqual([
      ['甄来', '转入'],
      ['甄新', null],
      ['甄退', '转出'],
      ['甄转', '转出'],
      ['甄毕', null],
    ]);
    const { flows } = await program.value('rosters.classify', { submissionId, people: went, move: null });
    expect(flows.map(({ label, open }) => [label, open])).toEqual([
      ['新进 → 一年级', 0],
      ['二年级 → 三年级', 0],
      ['三年级 → 四年级', 1],
      ['四年级 → 五年级', 1],
      ['六年级 → 离校', 0],
    ]);
  });

  it('refuse all where one is not there', async () => {
    const place = await bothRosters();
    const { program, submissionId } = place;
    const wanted = [2, 99].map((person) => ({ kind: 'pupilsBefore' as const, person }));
    expect(
      await program.error('rosters.classify', { submissionId, people: wanted, move: '转出' }),
    ).toMatchObject({ code: 'roster.unknownPerson' });
    expect((await told(place)).filter(([, , , chosen]) => chosen !== null)).toEqual([]);
    expect(
      await program.error('rosters.classify', {
        ...{ submissionId, people: [{ kind: 'staff', person: 1 }], move: '转出' },
      }),
    ).toMatchObject({ code: 'roster.unknownPerson' });
  });

  it('keep the words when a corrected roster is loaded', async () => {
    const place = await bothRosters();
    const { program, submissionId } = place;
    const people = [{ kind: 'pupilsBefore' as const, person: 3 }];
    await program.value('rosters.classify', { submissionId, people, move: '转出' });
    save(place, submissionId, 'pupilsBefore', [...before].reverse());
    expect((await told(place)).find(([name]) => name === '甄转')).toEqual(['甄转', 'went', null, '转出']);
  });

  it('keep the words when last year’s own file takes the place of the roster of the year before', async () => {
    const last = await begun(2025);
    const { program, schoolId } = last;
    save(last, last.submissionId, 'pupils', before);
    const submissionId = await round(program, schoolId, 2026);
    const place = { program, schoolId, submissionId };
    save(place, submissionId, 'pupils', now);
    const went = [{ kind: 'pupilsBefore' as const, person: 3 }];
    await program.value('rosters.classify', { submissionId, people: went, move: '转出' });
    save(place, submissionId, 'pupilsBefore', [...before].reverse());
    expect((await told(place)).find(([name]) => name === '甄转')).toEqual(['甄转', 'went', null, '转出']);
  });

  it('read last year’s roster where it was loaded last year, and keep the words of the two years apart', async () => {
    const last = await begun(2025);
    const { program, schoolId } = last;
    save(last, last.submissionId, 'pupils', before);
    save(
      last,
      last.submissionId,
      'pupilsBefore',
      people([{ identity: numbers[0], grade: '1', name: '甄留' }]),
    );
    const came = [{ kind: 'pupils' as const, person: 3 }];
    await program.value('rosters.classify', { submissionId: last.submissionId, people: came, move: '转入' });
    const submissionId = await round(program, schoolId, 2026);
    const place = { program, schoolId, submissionId };
    save(place, submissionId, 'pupils', now);
    const went = [{ kind: 'pupilsBefore' as const, person: 3 }];
    await program.value('rosters.classify', { submissionId, people: went, move: '转出' });
    expect((await told(place)).find(([name]) => name === '甄转')).toEqual(['甄转', 'went', null, '转出']);
    expect((await told(last)).find(([name]) => name === '甄转')).toEqual(['甄转', 'came', null, '转入']);
  });
});

describe('ledgers', () => {
  const proposed = async ({ program: { value }, submissionId }: Place) =>
    (await value('rosters.ledgers', { submissionId })).map(({ form, records }) => [
      form,
      records.map(({ cells }) => cells),
    ]);
  const quit = async ({ program, submissionId }: Place) =>
    program.value('rosters.classify', {
      ...{ submissionId, people: [{ kind: 'pupilsBefore', person: 2 }], move: '退学' },
    });

  it('are proposed all that the roster knows, and no reason or date', async () => {
    const place = await bothRosters();
    await quit(place);
    expect(await proposed(place)).toEqual([
      [
        '局控辍1',
        [
          {
            ...{ c02: '甄退', c03: '男', c04: numbers[1], c05: 'G9901', c06: '小学', c07: '三年级' },
            ...{ c08: '1班', c13: '听力', c14: '留守儿童' },
          },
        ],
      ],
      [
        '局特教2',
        [
          {
            ...{ c02: '甄留', c03: '男', c04: numbers[0], c06: '智力残疾', c08: '小学', c09: '三年级' },
            ...{ c10: '随班就读', c11: village.name },
          },
          {
            ...{ c02: '甄新', c03: '男', c04: numbers[5], c06: '视力残疾', c08: '小学', c09: '一年级' },
            ...{ c10: '送教上门', c11: village.name },
          },
        ],
      ],
    ]);
  });

  it('are not proposed whom they have, by identity number or, without one, by name', async () => {
    const place = await bothRosters();
    await quit(place);
    const { program, schoolId, submissionId } = place;
    const open = await program.value('submission.open', {
      schoolId,
      collectionId: (await program.value('app.start', null)).collections[0]?.id ?? 0,
    });
    const text = (value: string) => ({ kind: 'text' as const, text: value });
    const changes: RecordChange[] = [
      { form: '局控辍1', id: 'a'.repeat(24), cells: { c02: text('别的名字'), c04: text(numbers[1]) } },
      { form: '局特教2', id: 'b'.repeat(24), cells: { c02: text('甄留') } },
    ];
    await program.value('submission.setRecords', {
      ...{ submissionId, revision: open.data.submission.revision, changes: [...changes] },
    });
    expect(await proposed(place)).toMatchObject([['局特教2', [{ c02: '甄新' }]]]);
  });

  it('are proposed nobody once the word is another', async () => {
    const place = await bothRosters();
    await quit(place);
    await place.program.value('rosters.classify', {
      ...{ submissionId: place.submissionId, people: [{ kind: 'pupilsBefore', person: 2 }], move: '转出' },
    });
    expect((await proposed(place)).map(([form]) => form)).toEqual(['局特教2']);
  });
});
