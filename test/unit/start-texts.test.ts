import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import * as grammar from '../../shared/expression.peggy';
import { parsedOf, parseExpression, rememberParsed } from '../../shared/expression';
import type { ParsedExpressions } from '../../shared/expression';
import { expressionsIn } from '../../shared/form-expressions';
import { programFor } from '../../shared/program';
import { keepTexts, readKept } from '../../electron/start-texts';
import { shippedDefinitions } from '../support/definitions';
import { village } from '../support/school';

vi.mock('../../shared/expression.peggy', async (original) => {
  const real = await original<typeof grammar>();
  return { ...real, parse: vi.fn(real.parse) };
});

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-texts-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const definitions = shippedDefinitions();
const parse = vi.mocked(grammar.parse);
const editions = ['jiaoji-2021', 'local'];
const texts = expressionsIn(definitions, new Set(editions)).flat();

describe('what is kept for the next start', () => {
  it('is all that the page needs: compiling a school parses nothing more', async () => {
    expect(texts.length).toBeGreaterThan(500);
    await keepTexts(folder, 'build digest jiaoji-2021', definitions, ['jiaoji-2021']);
    const kept = readKept(folder);
    expect(kept?.key).toBe('build digest jiaoji-2021');
    expect(JSON.parse(kept?.texts.definitions ?? '')).toEqual(JSON.parse(JSON.stringify(definitions)));
    const expressions = JSON.parse(kept?.texts.expressions ?? '') as ParsedExpressions;
    expect(Object.keys(expressions)).toHaveLength(new Set(texts).size);
    // As in the page: it gets nothing but the text.
    rememberParsed(() => expressions);
    parse.mockClear();
    const program = programFor(definitions, 'jiaoji-2021', { ...village, attachedClasses: ['附设幼儿班'] });
    expect(program.checks().instances.length).toBeGreaterThan(500);
    expect(parse).not.toHaveBeenCalled();
  });

  it('is passed over when a letter of it is not what was written, or it is not there', () => {
    const file = path.join(folder, 'start-texts');
    const whole = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, whole.replace('"op":"="', '"op":"<"'));
    expect(readKept(folder)).toBeNull();
    fs.writeFileSync(file, whole.replace('digest', 'other'));
    expect(readKept(folder)).toBeNull();
    fs.writeFileSync(file, whole.slice(0, 5000));
    expect(readKept(folder)).toBeNull();
    fs.rmSync(file);
    expect(readKept(folder)).toBeNull();
  });

  it('reads the same in the page', () => {
    for (const text of texts.slice(0, 50)) {
      const ahead = JSON.parse(JSON.stringify(parsedOf([text]))) as ParsedExpressions;
      expect(ahead[text]).toEqual(grammar.parse(text));
    }
  });

  it('leaves out what was not parsed yet, and the page parses that itself', () => {
    expect(parsedOf(['r99c98 = r99c97'])).toEqual({});
    expect(parseExpression('r99c98 = r99c97')).toMatchObject({ type: 'binary', op: '=' });
  });
});
