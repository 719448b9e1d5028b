import { decimal } from '../../shared/decimal';
import type { Num } from '../../shared/decimal';
import { refusal } from '../../shared/error';
import type { GivenInput } from '../../shared/indicator-inputs';

/** An object of `--input`: names with numbers, texts, lists or further objects. */
export type Given = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws Refusal `figure.notObject`. */
export function readInput(text: string): Given {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('figure.notObject', {});
  }
  if (!isObject(value)) throw refusal('figure.notObject', {});
  return value;
}

/** Null for a blank. Numbers may come as text, because not every script can write them exactly. Throws Refusal. */
export function readNumber(name: string, value: unknown): Num | null {
  if (value === null) return null;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) return decimal(text);
  throw refusal('figure.notNumber', { input: name, found: JSON.stringify(value) });
}

/** Inputs by their names; what stands in an object within is named after it: `{"cur": {"appr": 1}}` gives `cur.appr`. */
export function readGiven(input: Given, within = ''): ReadonlyMap<string, GivenInput> {
  return new Map(
    Object.entries(input).flatMap(([key, value]): (readonly [string, GivenInput])[] => {
      const name = `${within}${key}`;
      if (isObject(value)) return [...readGiven(value, `${name}.`)];
      if (!Array.isArray(value)) return [[name, readNumber(name, value)]];
      return [[name, value.map((item, index) => readNumber(`${name}[${index}]`, item))]];
    }),
  );
}
