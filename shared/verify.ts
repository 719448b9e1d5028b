import { analysesOfKind } from './analyses';
import type { Teaching } from './applicability';
import { BrokenDefinition } from './broken';
import type { Definitions } from './definitions';
import { stageSchema } from './form';
import { compileProgram, formOrder } from './program';

/** What is wrong with a definition, for the sentence `definition.broken`. */
export interface Breakage {
  /** Form code, or id of an indicator or analysis. */
  readonly form: string;
  readonly path: string;
  readonly problem: string;
}

/** A school that teaches every stage in every grade there is. */
const everything: Teaching = { stages: new Set(stageSchema.options), years: {} };

/**
 * Compiles every expression of every edition as if a school filled all its forms: unknown cells, functions and
 * circular totals are found when the program starts, never when a clerk first meets them.
 */
export function verifyDefinitions(definitions: Definitions): Breakage | null {
  for (const edition of definitions.editions) {
    if (edition.id === 'local') continue;
    try {
      const program = compileProgram(definitions, edition.id, formOrder(definitions, edition.id), everything);
      program.checks();
      program.indicators.all();
      analysesOfKind(program.slots, program.indicators).all();
    } catch (error) {
      if (error instanceof BrokenDefinition)
        return { form: error.form, path: error.path, problem: error.problem };
      throw error;
    }
  }
  return null;
}
