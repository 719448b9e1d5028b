import { isIdentityNumber } from '../identity';
import { hasLostDigits } from './lost-digits';
import type { RowProblem } from './rows';

/** A row as far as duplicates are concerned. */
export interface ComparedRow {
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface Duplicate {
  /** The later of the two rows. */
  readonly row: number;
  readonly of: number;
  readonly problem: RowProblem;
}

/**
 * Rows that stand for somebody who stood there before: the same identity number; or the same name and birth date, unless
 * two right numbers say that they are two people.
 */
export function findDuplicates(rows: Iterable<ComparedRow>): readonly Duplicate[] {
  const byIdentity = new Map<string, number>();
  const byName = new Map<string, ComparedRow[]>();
  const found: Duplicate[] = [];
  for (const own of rows) {
    const { name, birth } = own.values;
    const identity = numberOf(own);
    if (identity !== undefined) {
      const first = byIdentity.get(identity);
      if (first === undefined) byIdentity.set(identity, own.row);
      else {
        const problem = duplicate('identity', 'error', identity);
        found.push({ row: own.row, of: first, problem });
        continue;
      }
    }
    if (name === undefined || birth === undefined) continue;
    const key = `${name}\n${birth}`;
    const namesakes = byName.get(key);
    if (namesakes === undefined) {
      byName.set(key, [own]);
      continue;
    }
    const first = namesakes.find((other) => !areTwo(other.values['identity'], identity));
    namesakes.push(own);
    if (first !== undefined)
      found.push({ row: own.row, of: first.row, problem: duplicate('name', 'doubt', name) });
  }
  return found;
}

function numberOf({ values: { identity } }: ComparedRow): string | undefined {
  return identity === undefined || hasLostDigits(identity) ? undefined : identity;
}

const areTwo = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && isIdentityNumber(one) && isIdentityNumber(other);

function duplicate(field: string, severity: RowProblem['severity'], text: string): RowProblem {
  return { code: 'duplicate', field, severity, text, against: '' };
}
