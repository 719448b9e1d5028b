import type { Definitions } from '../../shared/definitions';
import { parseExpression, walk } from '../../shared/expression';
import type { Node } from '../../shared/expression';
import type { Binding, Indicator } from '../../shared/indicator-definition';
import { expressionsOfBinding, themes } from '../../shared/indicator-definition';

/** Forms for figures that no other form has: what is read from them was typed for the indicator alone. */
const typedForms = ['局补充1', '局补充2', '局补充3'];

/** A Markdown table of all indicators: readings and where their inputs come from. */
export function indicatorTable({ indicators }: Pick<Definitions, 'indicators'>): string {
  return [
    '| indicator | name | stages | readings | computed from | typed by hand |',
    '| --- | --- | --- | --- | --- | --- |',
    ...[...indicators].sort(byTheme).map(row),
    '',
  ].join('\n');
}

const byTheme = (a: Indicator, b: Indicator): number =>
  themes.indexOf(a.theme) - themes.indexOf(b.theme) || (a.id < b.id ? -1 : 1);

function row({ id, name, theme, stages, methods, inputs }: Indicator): string {
  const sources = Object.values(inputs).flatMap(({ from }) => sourcesOf(from));
  const typed = new Map<string, Set<string>>();
  for (const { form, row: code } of sources.filter(({ form }) => typedForms.includes(form)))
    typed.set(form, (typed.get(form) ?? new Set()).add(code));
  const computed = sources.map(({ form }) => form).filter((form) => !typedForms.includes(form));
  const cells = [
    `\`${id}\``,
    `${name}（${theme}）`,
    stages.join('、'),
    [...methods]
      .sort((a, b) => Number(b.default ?? false) - Number(a.default ?? false))
      .map((method) => method.id)
      .join(', '),
    [...new Set(computed)].sort().join('、'),
    [...typed].map(([form, rows]) => `${form} ${[...rows].sort().join(', ')}`).join('；'),
  ];
  return `| ${cells.map((cell) => (cell === '' ? '—' : cell)).join(' | ')} |`;
}

interface Source {
  /** Form code, or the indicator or standard that is read. */
  readonly form: string;
  readonly row: string;
}

function sourcesOf(binding: Binding | undefined): readonly Source[] {
  if (typeof binding === 'object' && 'schools' in binding) {
    const { indicator } = binding.schools;
    const ids = typeof indicator === 'string' ? [indicator] : indicator;
    return ids.map((id) => ({ form: `\`${id}\` of each school`, row: '' }));
  }
  return expressionsOfBinding(binding).flatMap((text) => {
    const found: Source[] = [];
    walk(parseExpression(text), (node) => {
      found.push(...sourcesIn(node));
    });
    return found;
  });
}

function sourcesIn(node: Node): readonly Source[] {
  switch (node.type) {
    case 'ref':
      return node.form === null ? [] : [{ form: node.form, row: node.row ?? '' }];
    case 'field':
      return node.form === null ? [] : [{ form: node.form, row: node.id }];
    case 'form':
      return [{ form: node.code, row: '' }];
    case 'call': {
      const [first] = node.args;
      const named = ['indicator', 'standard', 'target'].includes(node.name) && first?.type === 'text';
      return named ? [{ form: `${node.name} \`${first.value}\``, row: '' }] : [];
    }
    default:
      return [];
  }
}
