import { useMemo, useState } from 'react';
import { describeCell } from '../../shared/finding-text';
import type { TemplateSheet } from '../../shared/template/report';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { formChoices } from './template-choices';
import { withPlaced } from './template-mapped';
import type { TemplateStore } from './template-store';
import { byWords } from './template-words';

interface TemplateSheetsProps {
  readonly template: TemplateStore;
  readonly current: TemplateSheet;
}

const listedAtOnce = 40;

/** The sheets of the template: what each was taken for, how many of its cells are mapped and how many are missing. */
export function TemplateSheets({ template, current }: TemplateSheetsProps) {
  const { definitions } = useSubmission();
  const { report, places, placedMissing } = useValue(template.state);
  const counts = useMemo(() => {
    const mapped = new Map<string, number>();
    for (const { sheet } of places.cells) mapped.set(sheet, (mapped.get(sheet) ?? 0) + 1);
    return mapped;
  }, [places]);
  function countWords(sheet: string): readonly string[] {
    const count = counts.get(sheet) ?? 0;
    const lists = places.lists.filter((list) => list.sheet === sheet);
    const words = [
      ...(count > 0 ? [`${count} 格`] : []),
      ...lists.map(({ form, columns }) => `${form} 的 ${Object.keys(columns).length} 列`),
    ];
    return words.length === 0 ? [] : [`已对照 ${words.join('、')}`];
  }
  /** What the sheet was taken for; where no form was recognised, marks and columns may still map it. */
  function formWords(sheet: string, form: string | null): string {
    if (form !== null) return `${form} ${definitions.forms[form]?.title ?? ''}`;
    const ways = places.cells.filter((cell) => cell.sheet === sheet).map(({ by }) => by);
    if (ways.includes('hand')) return byWords.hand;
    const isMapped = ways.length > 0 || places.lists.some((list) => list.sheet === sheet);
    return isMapped ? '按标记对照' : '没有找到要填的格';
  }
  const shown = (sheet: TemplateSheet) => placedMissing[sheet.sheet] ?? sheet;
  return (
    <nav className="template-sheets" aria-label="工作表" data-testid="template-sheets">
      <ul>
        {report?.sheets.map((sheet) => {
          const { form, missing } = shown(sheet);
          return (
            <li key={sheet.sheet}>
              <button
                type="button"
                className="quiet template-sheet"
                aria-current={sheet.sheet === current.sheet ? 'page' : undefined}
                data-sheet={sheet.sheet}
                onClick={() => template.show(sheet.sheet)}
              >
                <span className="template-sheet-name">
                  {sheet.sheet}
                  {!sheet.visible && '（隐藏）'}
                </span>
                <span className="template-sheet-form">{formWords(sheet.sheet, form)}</span>
                <span className="template-sheet-counts">
                  {[
                    ...countWords(sheet.sheet),
                    ...(missing.length > 0 ? [`${missing.length} 格没有位置`] : []),
                  ].join('，')}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <PlaceByHand template={template} sheet={current} key={current.sheet} form={shown(current).form} />
      <MissingCells {...shown(current)} />
    </nav>
  );
}

interface PlaceByHandProps {
  readonly template: TemplateStore;
  readonly sheet: TemplateSheet;
  readonly form: string | null;
}

function PlaceByHand({ template, sheet, form }: PlaceByHandProps) {
  const { definitions, collection } = useSubmission();
  const [code, setCode] = useState(form ?? '');
  const [found, setFound] = useState<boolean | null>(null);
  const groups = useMemo(() => formChoices(definitions, collection.edition), [definitions, collection]);
  async function place() {
    setFound(await template.place(code, (places, placed) => withPlaced(places, sheet.sheet, placed)));
  }
  return (
    <div className="template-place">
      <label>
        这张工作表是
        <select
          value={code}
          data-testid="place-form"
          onChange={(event) => {
            setCode(event.target.value);
            setFound(null);
          }}
        >
          <option value="">（请选择表）</option>
          {groups.map(({ title, choices }) => (
            <optgroup key={title} label={title}>
              {choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button type="button" disabled={code === ''} data-testid="place-sheet" onClick={() => void place()}>
        按标签对照
      </button>
      {found === false && <p role="status">在这张工作表上没有找到它的行目和列目，请逐格对照。</p>}
    </div>
  );
}

interface MissingCellsProps {
  readonly form: string | null;
  readonly missing: readonly string[];
}

function MissingCells({ form, missing }: MissingCellsProps) {
  const { definitions } = useSubmission();
  if (form === null || missing.length === 0) return null;
  return (
    <details className="template-missing">
      <summary>{missing.length} 格没有位置</summary>
      <ul>
        {missing.slice(0, listedAtOnce).map((key) => (
          <li key={key}>
            {describeCell(definitions, form, key).replace(`${form} `, '')}
            <span className="template-key">{key}</span>
          </li>
        ))}
        {missing.length > listedAtOnce && <li>…还有 {missing.length - listedAtOnce} 格</li>}
      </ul>
    </details>
  );
}
