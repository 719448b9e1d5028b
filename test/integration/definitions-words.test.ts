import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formSchema } from '../../shared/form';

const editions = path.resolve(import.meta.dirname, '../../resources/editions');

const forms = readdirSync(editions, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.includes(path.sep) && file.endsWith('.json') && !file.endsWith('manifest.json'))
  .map((file) => ({
    file,
    form: formSchema.parse(JSON.parse(readFileSync(path.join(editions, file), 'utf8'))),
  }));

/** Numbers of the tables of the edition of 2018, as clerks say them. */
const oldNumbers = forms
  .filter(({ file }) => file.startsWith('jichuji-2018-86'))
  .map(({ form }) => form.code.replace(/^基础基|续表\d$/g, ''));

// What a rule is called is official and stands as it was issued; what she is told to do is ours.
test('what to do about a rule of a table that goes with every edition names other tables by their titles', () => {
  expect(oldNumbers).toContain('331');
  const number = new RegExp(`(?<![\\d.])(${oldNumbers.join('|')})(?![\\d.])`);
  const named = forms
    .filter(({ file }) => file.startsWith('local'))
    .flatMap(({ form }) =>
      form.checks.flatMap(({ id, instruction = '', suggestions = [] }) =>
        [instruction, ...suggestions].filter((words) => number.test(words)).map((words) => `${id} ${words}`),
      ),
    );
  expect(named).toEqual([]);
});

test('what a table says to a clerk tells nothing of how its definition was made', () => {
  const said = forms.flatMap(({ form }) => [
    ...form.guide,
    ...form.checks.flatMap(({ text, instruction = '', suggestions = [] }) => [
      text,
      instruction,
      ...suggestions,
    ]),
  ]);
  expect(said.length).toBeGreaterThan(1000);
  expect(said.filter((words) => /补写|补排|公开程序|县级工具|样表后再补/.test(words))).toEqual([]);
});
