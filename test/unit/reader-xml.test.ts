import { SaxesParser } from 'saxes';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Dice, mutateText } from '../../bench/fuzz-mutate';
import { XmlFault, XmlScanner } from '../../electron/workbook/xml-scanner';
import { packWorkbook } from '../../electron/workbook/package';
import { cellsOfSample, thisYear } from '../support/sample';
import { calculationInput } from '../support/school';
import { planOf } from './workbook-plans';

type Event = readonly [what: string, name: string, attributes?: Readonly<Record<string, string>>];

/** Texts in several pieces are one text. */
function collector(): { events: Event[]; add: (event: Event) => void } {
  const events: Event[] = [];
  return {
    events,
    add(event) {
      const last = events.at(-1);
      if (event[0] === 'text' && last?.[0] === 'text')
        events[events.length - 1] = ['text', last[1] + event[1]];
      else events.push(event);
    },
  };
}

const limits = { depth: 100, attributes: 500 };

/** The events of the scanner, given the text in pieces of this length; null where it refuses. */
function scanned(text: string, length = text.length || 1): readonly Event[] | string {
  const { events, add } = collector();
  const scanner = new XmlScanner(
    {
      open: (name, attributes) => add(['open', name, attributes]),
      close: (name) => add(['close', name]),
      text: (piece) => add(['text', piece]),
    },
    limits,
  );
  try {
    for (let at = 0; at < text.length; at += length) scanner.write(text.slice(at, at + length));
    scanner.close();
    return events;
  } catch (error) {
    if (error instanceof XmlFault) return error.kind;
    throw error;
  }
}

/** The same of another parser. */
function parsed(text: string): readonly Event[] | string {
  const { events, add } = collector();
  const parser = new SaxesParser({ position: false, xmlns: false });
  const refuse = (kind: string) => (): never => {
    throw new Error(kind);
  };
  let depth = 0;
  parser.on('error', refuse('malformed'));
  parser.on('doctype', refuse('doctype'));
  parser.on('opentag', ({ name, attributes }) => {
    if ((depth += 1) > limits.depth) refuse('excessive')();
    add(['open', name, { ...attributes }]);
  });
  parser.on('closetag', ({ name }) => ((depth -= 1), add(['close', name])));
  parser.on('text', (piece) => depth > 0 && add(['text', piece]));
  parser.on('cdata', (piece) => add(['text', piece]));
  try {
    parser.write(text).close();
    return events;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('the same as saxes', () => {
  test.each([
    ['<a/>'],
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="1" c=\'2 > 1\'>x &amp; y &#x6559;&#50;</a>\n<!-- end -->',
    ],
    ['<x:a xmlns:x="u"><x:b  c = "&lt;\t\n"/>t<![CDATA[<&]]>u</x:a >'],
    ['<a>\r\n\r</a>'],
    ['<a><!-- - > --><?p i?></a>'],
    ['<a b="1" b="2"/>'],
    ['<a b=1/>'],
    ['<a b/>'],
    ['<a b="1"c="2"/>'],
    ['<a b="<"/>'],
    ['<a>&nope;</a>'],
    ['<a>&#0;</a>'],
    ['<a>&#xD800;</a>'],
    ['<a>& b</a>'],
    ['<a>]]></a>'],
    ['<a>\u0001</a>'],
    ['<a><b></a></b>'],
    ['<a></a><b/>'],
    ['<a>'],
    ['</a>'],
    ['text'],
    [''],
    ['<a><!-- -- --></a>'],
    [' <?xml version="1.0"?><a/>'],
    ['<a/>text'],
    ['<1a/>'],
    ['<a/ >'],
    ['< a/>'],
    ['<a b="\u{20bb7}">\u{20bb7}</a>'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['<a><!ELEMENT b></a>'],
    ['<a>'.repeat(101) + '</a>'.repeat(101)],
    ['<a b="x'],
    ['<a><!--'],
    ['<a><![CDATA[x'],
  ])('%j', (text) => {
    const found = scanned(text);
    expect(found).toEqual(parsed(text));
    // However the bytes come in.
    for (const length of [1, 2, 3, 7]) expect(scanned(text, length)).toEqual(found);
  });

  test('on 3,000 mutated parts of a real export', { timeout: 120_000 }, () => {
    const parts = unzipSync(packWorkbook(planOf(calculationInput(cellsOfSample(thisYear)))));
    const texts = Object.entries(parts)
      .filter(([name, bytes]) => name.endsWith('.xml') && bytes.length < 6000)
      .map(([, bytes]) => Buffer.from(bytes).toString('utf8'));
    let accepted = 0;
    for (let number = 0; number < 3000; number += 1) {
      const dice = new Dice(number);
      const text = mutateText(dice.pick(texts), dice);
      const found = scanned(text, 1 + dice.below(5000));
      accepted += typeof found === 'string' ? 0 : 1;
      expect(found, text).toEqual(parsed(text));
    }
    expect(accepted).toBeGreaterThan(1000);
    expect(accepted).toBeLessThan(2900);
  });
});

describe('limits', () => {
  test('attributes', () => {
    const many = Array.from({ length: 501 }, (_, index) => ` a${index}="1"`).join('');
    expect(scanned(`<a${many}/>`)).toBe('excessive');
  });

  test('a tag without an end', () => {
    expect(scanned(`<a b="${'x'.repeat(5_000_000)}`, 65_536)).toBe('excessive');
  });

  test('a long text comes whole, wherever it is cut', () => {
    const text = '教&amp;\r\n'.repeat(500_000);
    expect(scanned(`<a>${text}</a>`, 65_536)).toEqual([
      ['open', 'a', {}],
      ['text', '教&\n'.repeat(500_000)],
      ['close', 'a'],
    ]);
  });
});
