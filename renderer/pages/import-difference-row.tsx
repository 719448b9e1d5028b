import { memo } from 'react';
import type { ImportDifference } from '../../shared/import/report';
import { unreadableNames } from './import-differences';

/** By which the grid names its current row. */
export function rowId(index: number): string {
  return `difference-${index}`;
}

const originNames = { file: '', edited: '文件中改过', blank: '空白按 0' } as const;
const kindNames = { cell: '', record: '一条记录', reviewed: '已核对标记', explanation: '说明' } as const;

/** A figure that is shown already and that its source will not say after the import: taken, it follows nothing any more. */
function staysApart({ kind, stored, found }: ImportDifference): boolean {
  return kind === 'cell' && stored !== '' && stored === found;
}

function originOf(difference: ImportDifference): string {
  const { origin, repeats, unreadable } = difference;
  if (unreadable !== undefined) return unreadableNames[unreadable];
  if (repeats === true) return '与别的表相同';
  return staysApart(difference) ? '与来源不同' : originNames[origin];
}

function placeOf({ kind, form, label }: ImportDifference): string {
  const words = label.startsWith(`${form} `) ? label.slice(form.length + 1) : label;
  return [kindNames[kind], words].filter((part) => part !== '').join('：');
}

function Value({ text }: { readonly text: string }) {
  return text === '' ? <span className="difference-blank">空白</span> : text;
}

function Found({ difference: { found, origin } }: { readonly difference: ImportDifference }) {
  return origin === 'blank' ? '空白（按 0）' : <Value text={found} />;
}

interface DifferenceRowProps {
  readonly difference: ImportDifference;
  readonly index: number;
  readonly taken: boolean;
  readonly active: boolean;
  /** Nothing can be taken. */
  readonly closed: boolean;
  readonly onActive: (index: number) => void;
  readonly onTake: (difference: ImportDifference, taken: boolean) => void;
}

export const DifferenceRow = memo(function DifferenceRow({
  difference,
  index,
  taken,
  active,
  closed,
  onActive,
  onTake,
}: DifferenceRowProps) {
  const { form, stored, found, instead, unreadable } = difference;
  const place = placeOf(difference);
  const origin = originOf(difference);
  return (
    <tr
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={taken}
      data-active={active || undefined}
      data-key={difference.key}
      data-unreadable={unreadable}
      onClick={() => onActive(index)}
    >
      <td>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={taken}
          disabled={closed}
          aria-label={`导入 ${form} ${place}`}
          onChange={(event) => onTake(difference, event.target.checked)}
        />
      </td>
      <td>{form}</td>
      <td>{place}</td>
      <td className="difference-stored">
        <Value text={stored} />
      </td>
      <td className="difference-found" data-clears={(found === '' && stored !== '') || undefined}>
        <span className="difference-value">
          <Found difference={difference} />
        </span>
        {!taken && instead !== undefined && `，用导出时的 ${instead}`}
      </td>
      <td>{origin !== '' && <span className="difference-origin">{origin}</span>}</td>
    </tr>
  );
});

/** The current row without anything cut off. */
export function WholeDifference({ difference }: { readonly difference: ImportDifference }) {
  const { form, stored, instead, unreadable, repeats } = difference;
  return (
    <p className="difference-whole" data-testid="import-current">
      {form} {placeOf(difference)}：现有 <Value text={stored} />
      ，文件中 <Found difference={difference} />
      {unreadable !== undefined &&
        `（${unreadableNames[unreadable]}，这一格不能用；选中的话照原样导入，并标为错误）`}
      {repeats === true && '（现有的数由别的表带出，与文件相同，不用导入；选中的话不再随来源变）'}
      {repeats === undefined &&
        staysApart(difference) &&
        '（文件里这个数与它的来源对不上；导入后用文件里的数，不再随来源变）'}
      {instead !== undefined && `（导出时是 ${instead}，不选就用这个数）`}
    </p>
  );
}
