import { createCalculation } from './calculation';
import type { CalculationInput } from './calculation';
import type { Definitions } from './definitions';
import type { SubmissionData } from './submission';

/**
 * A document states what every pulled cell shows. Where its source says the same, nobody typed it: the cell goes on
 * following its source, and a form in which nothing else stands stays one that was only opened.
 */
export function leaveToSources(definitions: Definitions, input: CalculationInput): SubmissionData {
  const { data } = input;
  const filled = createCalculation(definitions, { ...input, data: { ...data, cells: [] } });
  const codes = new Set(filled.forms.map(({ code }) => code));
  const isPulled = ({ form, cell }: Cell) => codes.has(form) && filled.cell(form, cell).kind === 'pulled';
  const pulled = data.cells.filter(isPulled);
  const others = data.cells.filter((cell) => !isPulled(cell));
  const calculation = createCalculation(definitions, { ...input, data: { ...data, cells: others } });
  const follows = ({ form, cell, content }: Cell) => same(calculation.cell(form, cell).source, content.text);
  // A source may itself be a pulled cell, so that each value typed can make another one true or false.
  let open = pulled;
  const typed = new Set<Cell>();
  for (let differing = open.filter((cell) => !follows(cell)); differing.length > 0;) {
    calculation.setCells(differing);
    for (const cell of differing) typed.add(cell);
    open = open.filter((cell) => !typed.has(cell));
    differing = open.filter((cell) => !follows(cell));
  }
  const kept = new Set([...typed].filter((cell) => !follows(cell)));
  return { ...data, cells: data.cells.filter((cell) => !isPulled(cell) || kept.has(cell)) };
}

type Cell = SubmissionData['cells'][number];

/** A source is printed with its decimals, a value is canonical. */
function same(source: string | null, text: string): boolean {
  return source !== null && source !== '' && (source === text || Number(source) === Number(text));
}
