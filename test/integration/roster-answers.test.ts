import { expect, test } from 'vitest';
import { type People, store } from '../support/roster-stored';
import { openProgram } from './handlers-context';
import { seed } from './storage-place';

/** Answers stand as long as what they were given for does. */

const first = (name: string, more: People[number] = {}): People[number] => ({
  ...{ name, sex: '女', stage: '小学', grade: '1', class: '1', residence: '走读', birth: '2020-03-01' },
  ...more,
});
const blank = { residence: undefined } as unknown as People[number];

async function answered(people: People) {
  const program = openProgram();
  const { id: submissionId } = seed(program.database);
  const load = (all: People) => {
    store(program.database, submissionId, 'pupils', all);
  };
  const asked = async (id: string) => {
    const { assumptions } = await program.value('rosters.plan', { submissionId });
    const found = assumptions.find((each) => each.id === id);
    return found === undefined ? undefined : [found.people, found.answer];
  };
  load(people);
  await program.value('rosters.answer', { submissionId, assumption: 'entered.gradeOne', answer: 'all' });
  await program.value('rosters.answer', { submissionId, assumption: 'blank.residence', answer: '走读' });
  return { program, submissionId, load, asked };
}

const three = [first('甄甲'), first('甄乙', blank), first('甄丙', blank)];

test('an unchanged roster that is loaded again keeps its answers', async () => {
  const { load, asked } = await answered(three);
  expect([await asked('entered.gradeOne'), await asked('blank.residence')]).toEqual([
    [3, 'all'],
    [2, '走读'],
  ]);
  load(three);
  expect([await asked('entered.gradeOne'), await asked('blank.residence')]).toEqual([
    [3, 'all'],
    [2, '走读'],
  ]);
});

test('a roster with other numbers asks again, but only what it changes', async () => {
  const { load, asked } = await answered(three);
  load([...three, first('甄丁')]);
  expect([await asked('entered.gradeOne'), await asked('blank.residence')]).toEqual([
    [4, null],
    [2, '走读'],
  ]);
  load([first('甄甲'), first('甄乙'), first('甄丙', blank)]);
  expect([await asked('entered.gradeOne'), await asked('blank.residence')]).toEqual([
    [3, 'all'],
    [1, null],
  ]);
});

test('who is put right in the roster takes the answer with him; one more for whom it was not given asks again', async () => {
  const { program, submissionId, asked } = await answered([...three, first('甄丁')]);
  const change = (person: number, residence: string) =>
    program.value('rosters.change', { submissionId, kind: 'pupils', person, texts: { residence } });
  await change(2, '住校');
  expect(await asked('blank.residence')).toEqual([1, '走读']);
  await change(2, '');
  expect(await asked('blank.residence')).toEqual([2, '走读']);
  await change(1, '');
  expect(await asked('blank.residence')).toEqual([3, null]);
});
