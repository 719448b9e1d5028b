import { cellKey, cellsOf, columnKey, columnPath, rowPath } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { FigureStage } from '../../shared/figure-stage';
import type { Form } from '../../shared/form';
import type { Indicator } from '../../shared/indicator-definition';
import { isPersonal } from '../../shared/workbook-findings';
import {
  aliasOf,
  collectionFields,
  schoolFields,
  sourceName,
  type Source,
} from '../../shared/template/source';
import { formGroups } from '../store/form-groups';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** The official form closes the cell. */
  readonly closed?: boolean;
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** Where a value can come from: the school's record, indicators, the forms of the edition. No name lists. */
export function areas(definitions: Definitions, edition: string): readonly ChoiceGroup[] {
  const forms = formChoices(definitions, edition);
  return [
    {
      title: '学校与年报任务',
      choices: [
        ...schoolFields.map((field) => named({ kind: 'school', field })),
        ...collectionFields.map((field) => named({ kind: 'collection', field })),
      ],
    },
    {
      title: '指标',
      choices: definitions.indicators.flatMap(({ id, name, stages }) =>
        stages.map((stage) => ({
          value: sourceName(figureOf(id, stages, stage)),
          label: name.includes(stage) ? name : `${stage} ${name}`,
        })),
      ),
    },
    ...forms,
  ];
}

export function formChoices(definitions: Definitions, edition: string): readonly ChoiceGroup[] {
  const all = Object.values(definitions.forms).filter((form) => !isPersonal(form));
  return formGroups(definitions, edition, all).map(({ title, forms }) => ({
    title,
    choices: forms.map(({ code, title: name }) => ({ value: code, label: `${code} ${name}` })),
  }));
}

function named(source: Source): Choice {
  const name = sourceName(source);
  return { value: name, label: aliasOf(name) };
}

/** Rows of a matrix, fields of a field form, columns of a list. */
export function firstChoices(form: Form): readonly Choice[] {
  switch (form.kind) {
    case 'matrix':
      return (form.rows ?? []).map((row) => ({
        value: row.code,
        label: `${row.code} ${rowPath(form, row)}`,
      }));
    case 'fields':
      return cellsOf(form).map(({ key, kind }) => ({
        value: key,
        label: form.fields?.find(({ id }) => id === key)?.label ?? key,
        closed: kind === 'notApplicable',
      }));
    case 'list':
      return (form.columns ?? []).map((column) => ({
        value: columnKey(column.code),
        label: `${column.code} ${columnPath(column)}`,
      }));
  }
}

/** Columns that a row of a matrix has. */
export function columnChoices(form: Form, row: string): readonly Choice[] {
  const closed = new Set(cellsOf(form).flatMap(({ key, kind }) => (kind === 'notApplicable' ? [key] : [])));
  return (form.columns ?? []).map((column) => ({
    value: column.code,
    label: `${column.code} ${columnPath(column)}`,
    closed: closed.has(cellKey(row, column.code)),
  }));
}

/** What the three choices show for a source; null where it is none of them. */
export function chosen(
  definitions: Pick<Definitions, 'indicators'>,
  source: Source | null,
): { area: string; first: string; second: string } {
  if (source === null) return { area: '', first: '', second: '' };
  switch (source.kind) {
    case 'cell': {
      const [row = '', column = ''] = source.cell.split('.');
      const isMatrix = /^\d{2}\.\d+$/.test(source.cell);
      return { area: source.form, first: isMatrix ? row : source.cell, second: isMatrix ? column : '' };
    }
    case 'listColumn':
      return { area: source.form, first: source.column, second: '' };
    case 'indicator':
      return { area: areaOfIndicator(definitions, source), first: '', second: '' };
    case 'school':
    case 'collection':
      return { area: sourceName(source), first: '', second: '' };
  }
}

/** The figure of one stage; the only stage there is has no name of its own. */
function figureOf(id: string, stages: Indicator['stages'], stage: FigureStage): Source {
  return { kind: 'indicator', id, stage: stages.length > 1 ? stage : null, part: 'value' };
}

function areaOfIndicator(
  { indicators }: Pick<Definitions, 'indicators'>,
  { id, stage }: Extract<Source, { kind: 'indicator' }>,
): string {
  const stages = indicators.find((indicator) => indicator.id === id)?.stages ?? [];
  const [first] = stages;
  return first === undefined ? `indicator.${id}` : sourceName(figureOf(id, stages, stage ?? first));
}
