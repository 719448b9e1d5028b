import type { FormModel, FormModels } from './recognise-form';
import type { SheetIndex } from './recognise-sheet';
import { labelKey } from './label';
import type { Recognition } from './recognition';

/** What a sheet calls itself. */
export interface SheetIdentity {
  /** By the form code printed on it, else by the one in its name; null where there is none, or several differ. */
  readonly code: FormModel | null;
  readonly titles: readonly FormModel[];
  /** It calls itself a form of an official set that we do not have. */
  readonly isForeign: boolean;
}

/** Rows in which titles and form codes stand. */
const titleRows = 10;

/** Form codes of the official sets: `基础基314`, `高基111`, `教基1001`. */
const officialCode = /^(?:表号|表)?[\p{Script=Han}]{1,4}基\d{3,4}(?!\d)/u;

function codeIn(models: FormModels, key: string): FormModel | null {
  const text = key.replace(/^(表号|表)/u, '');
  const named = models.codes.find(
    ({ key: code }) => text.startsWith(code) && !/^\d/.test(text.slice(code.length)),
  );
  return named?.model ?? null;
}

const onlyOne = (found: ReadonlySet<FormModel>): FormModel | null =>
  found.size === 1 ? ([...found][0] ?? null) : null;

export function identityOf(models: FormModels, index: SheetIndex): SheetIdentity {
  const codes = new Set<FormModel>();
  const titles = new Set<FormModel>();
  let isForeign = false;
  for (const { row, key } of index.labels) {
    if (row > titleRows) continue;
    for (const model of models.byTitle.get(key) ?? []) titles.add(model);
    if (!/[基局]/u.test(key)) continue;
    const model = codeIn(models, key);
    if (model !== null) codes.add(model);
    else if (officialCode.test(key)) isForeign = true;
  }
  const name = labelKey(index.sheet.name);
  const named = codeIn(models, name);
  for (const model of models.byTitle.get(name) ?? []) titles.add(model);
  if (codes.size === 0 && named === null && officialCode.test(name)) isForeign = true;
  return {
    code: onlyOne(codes) ?? (codes.size === 0 || (named !== null && codes.has(named)) ? named : null),
    titles: [...titles],
    isForeign: isForeign && codes.size === 0,
  };
}

type Part = Recognition['others'][number]['part'];

const partOfName: Readonly<Record<string, Part>> = {
  封面: 'front',
  目录: 'front',
  填报说明: 'front',
  填表说明: 'front',
  数据核查结果说明: 'explanations',
  指标: 'indicators',
};

/** Contents pages name many forms, a form at most a few others. */
const contentsCodes = 5;

function has(index: SheetIndex, texts: readonly string[]): boolean {
  return texts.every((text) => index.byKey.has(labelKey(text)));
}

/** What a sheet is that carries no form; null where it may carry one. */
export function partOf(models: FormModels, index: SheetIndex): Part | null {
  if (has(index, ['tianbao-submission', 'sha256'])) return 'data';
  const named = partOfName[labelKey(index.sheet.name)];
  if (named !== undefined && named !== 'explanations') return named;
  if (has(index, ['校验', '校验关系', '单元格与数值'])) return 'explanations';
  if (has(index, ['指标', '口径', '未修约数值'])) return 'indicators';
  if (models.codes.filter(({ key }) => index.byKey.has(key)).length >= contentsCodes) return 'front';
  if (has(index, ['学校（机构）', '名称', '填表人', '单位盖章'])) return 'front';
  return named ?? null;
}
