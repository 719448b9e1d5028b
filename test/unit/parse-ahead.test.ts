import { describe, expect, it, vi } from 'vitest';
import * as grammar from '../../shared/expression.peggy';
import { parsedOf, parseExpression, rememberParsed } from '../../shared/expression';
import type { ParsedExpressions } from '../../shared/expression';
import { expressionsIn } from '../../shared/form-expressions';
import { programFor } from '../../shared/program';
import { parseAhead, parsedExpressions } from '../../electron/parse-ahead';
import { shippedDefinitions } from '../support/definitions';
import { village } from '../support/school';

vi.mock('../../shared/expression.peggy', async (original) => {
  const real = await original<typeof grammar>();
  return { ...real, parse: vi.fn(real.parse) };
});

const definitions = shippedDefinitions();
const parse = vi.mocked(grammar.parse);
const editions = ['jiaoji-2021', 'local'];
const texts = expressionsIn(definitions, new Set(editions)).flat();

describe('what main parses while the page is loading', () => {
  it('is all that the page needs: compiling a school parses nothing more', async () => {
    expect(texts.length).toBeGreaterThan(500);
    parseAhead(definitions, ['jiaoji-2021']);
    await vi.waitFor(() => expect(Object.keys(parsedOf(texts))).toHaveLength(new Set(texts).size));
    // As in the page: it gets nothing but the text.
    rememberParsed(JSON.parse(parsedExpressions(definitions, ['jiaoji-2021'])) as ParsedExpressions);
    parse.mockClear();
    const program = programFor(definitions, 'jiaoji-2021', { ...village, attachedClasses: ['附设幼儿班'] });
    expect(program.checks().instances.length).toBeGreaterThan(500);
    expect(parse).not.toHaveBeenCalled();
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
