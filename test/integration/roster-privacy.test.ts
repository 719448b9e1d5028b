import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { submissionDocument } from '../../shared/workbook-data';
import { identityNumber } from '../support/identity';
import { confirmAll } from '../support/roster-journey';
import { village } from '../support/school';
import { definitions, openProgram, type Program } from './handlers-context';

/** Where people of a roster may stand, and where they must not: every byte that the program leaves behind is read. */

const names = ['甄秘一', '甄秘二', '甄秘三'];
const identities = names.map((_, index) => identityNumber(`2017-0${index + 1}-15`, '女', index + 40));
const registers = identities.map((identity) => `G${identity}`);
const kept = [...names, ...identities, ...registers];
/** Of columns that no form needs. */
const sensitive = [
  '13800990099',
  '枣林村西巷七号',
  '甄家长',
  '甄母亲',
  '道教',
  '6228990099009900',
  '过敏性紫癜',
];

const heads = [
  ...['姓名', '性别', '身份证件号', '全国学籍号', '民族', '年级', '班级', '就读方式', '学籍状态'],
  ...['联系电话', '家庭地址', '成员1姓名', '母亲姓名', '宗教信仰', '银行卡号', '病史'],
];

function writeRoster(folder: string): string {
  const rows = names.map((name, index) => [
    ...[name, '女', identities[index], registers[index], '汉族', '三年级', '1班', '走读', '在读'],
    ...sensitive,
  ]);
  const file = path.join(folder, '学生名册.csv');
  writeFileSync(file, `\uFEFF${[heads, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`);
  return file;
}

/** Everything that was said to the window, as text. */
interface Filled {
  readonly program: Program;
  readonly submissionId: number;
  readonly place: { schoolId: number; collectionId: number };
  readonly said: string;
  readonly roster: string;
}

async function filled(): Promise<Filled> {
  const program = openProgram();
  const { value } = program;
  const { id: _id, ...school } = village;
  const { id: schoolId } = await value('school.create', school);
  const { id: collectionId } = await value('collection.create', {
    ...{ title: '年报', schoolYear: 2026, edition: 'jiaoji-2021', targetProfiles: [], dueDate: null },
  });
  const place = { schoolId, collectionId };
  const submissionId = (await value('submission.open', place)).data.submission.id;
  const roster = writeRoster(program.folder);
  program.openFile.path = roster;
  const said: unknown[] = [];
  const note = <T>(answer: T): T => {
    said.push(answer);
    return answer;
  };
  const staged = note(await value('rosters.read', { submissionId, kind: 'pupils' }));
  if (staged === null) throw new Error('nothing was read');
  note(await value('rosters.save', { stagedId: staged.stagedId, submissionId }));
  const plan = note(await confirmAll(program, submissionId));
  const cells = plan.cells.filter(({ kind }) => kind === 'fill').map(({ form, cell }) => ({ form, cell }));
  note(await value('rosters.apply', { submissionId, revision: 0, digest: plan.digest, cells }));
  note(await value('rosters.people', { submissionId, kind: 'pupils' }));
  note(await value('rosters.behind', { submissionId, form: '教基3112', cell: '02.11' }));
  note(await value('rosters.movements', { submissionId }));
  note(await value('rosters.ledgers', { submissionId }));
  note(await value('rosters.list', { submissionId }));
  note(await value('submission.open', place));
  return { program, submissionId, place, said: JSON.stringify(said), roster };
}

/** The bytes of every file under a folder, by name, zipped parts one by one. */
function texts(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    files.flatMap((entry): [string, string][] => {
      const bytes = readFileSync(path.join(entry.parentPath, entry.name));
      if (!entry.name.endsWith('.xlsx')) return [[entry.name, bytes.toString('utf8')]];
      const parts = unzipSync(bytes);
      return Object.entries(parts).map(([part, content]) => [`${entry.name}/${part}`, strFromU8(content)]);
    }),
  );
}

const found = (text: string, secrets: readonly string[]) => secrets.filter((secret) => text.includes(secret));

describe('people of a roster', () => {
  let all: Filled;
  beforeEach(async () => {
    all = await filled();
  });

  test('stand in the database and nowhere else; what no form needs not even there', async () => {
    const { program, submissionId, roster } = all;
    const drafted = await program.value('workbook.export', { submissionId, draft: true, totals: 'numbers' });
    expect(drafted).not.toBeNull();
    const list = { submissionId, form: '局控辍1', confirmed: true } as const;
    await program.value('workbook.exportList', list);
    const files = texts(program.folder);
    const where = (secrets: readonly string[]) =>
      [...files].filter(([, text]) => found(text, secrets).length > 0).map(([name]) => name);
    expect([...files.keys()].filter((name) => name.includes('.xlsx/')).length).toBeGreaterThan(20);
    expect([...files.keys()]).toContain('tianbao.log');
    const database = ['tianbao.db', 'tianbao.db-wal'];
    expect(where(kept).filter((name) => !database.includes(name))).toEqual([path.basename(roster)]);
    expect(found(database.map((name) => files.get(name) ?? '').join(''), kept)).toEqual(kept);
    expect(where(sensitive)).toEqual([path.basename(roster)]);
  });

  test('have no number in anything that is said to the window, and no column that no form needs', () => {
    expect(found(all.said, [...identities, ...registers, ...sensitive])).toEqual([]);
    expect(found(all.said, names)).toEqual(names);
    expect(all.said).toContain('990101********');
  });

  test('are not in a submission, however it leaves: what was counted is', async () => {
    const { program, place } = all;
    const open = await program.value('submission.open', place);
    expect(found(JSON.stringify(open), kept)).toEqual([]);
    const calculation = createCalculation(definitions, open);
    const [edition] = definitions.editions.filter(({ id }) => id === 'jiaoji-2021');
    if (edition === undefined) throw new Error('no edition');
    const { school, collection, data } = open;
    const document = submissionDocument({
      ...{ school, collection, data, calculation, edition, editions: definitions.editions, draft: true },
      nameLists: true,
    });
    expect(document.counted?.['教基3112']?.['02.11']).toBe(3);
    expect(found(JSON.stringify(document), kept)).toEqual([]);
  });

  test('are in no refusal and no line of the log, whatever goes wrong with them', async () => {
    const { program, submissionId } = all;
    const person = { submissionId, kind: 'pupils', person: 1 } as const;
    const wrong = `${identities[0]?.slice(0, 17) ?? ''}${identities[0]?.endsWith('1') === true ? '2' : '1'}`;
    const refusals = [
      await program.error('rosters.change', { ...person, texts: { identity: wrong } }),
      await program.error('rosters.change', { ...person, texts: { identity: identities[1] ?? '' } }),
      await program.error('rosters.change', { ...person, texts: { name: '' } }),
      await program.error('rosters.reveal', { ...person, person: 77, field: 'identity' }),
      await program.error('rosters.apply', { submissionId, revision: 0, digest: names[0] ?? '', cells: [] }),
      // A request that is none: the whole roster where a digest should be.
      await program.error('rosters.apply', { submissionId, revision: 0, digest: kept.join(), cells: [] }),
      await program.error('rosters.fix', { stagedId: 'gone', row: 0, texts: { name: names[0] ?? '' } }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([
      ...['roster.badValue', 'roster.sameNumber', 'roster.badValue', 'roster.unknownPerson'],
      ...['roster.planChanged', 'app.badRequest', 'roster.gone'],
    ]);
    expect(found(JSON.stringify(refusals), [...kept, wrong])).toEqual([]);
    program.database.exec('ALTER TABLE roster_people RENAME TO roster_people_elsewhere');
    const broken = await program.error('rosters.change', { ...person, texts: { name: names[2] ?? '' } });
    expect(broken.code).toBe('app.internal');
    const log = texts(path.join(program.folder, 'logs')).get('tianbao.log') ?? '';
    expect(log).toContain('roster.badValue');
    expect(log).toContain(broken.code === 'app.internal' ? broken.params.id : '');
    expect(found(log, [...kept, wrong])).toEqual([]);
  });
});
