import { memo, useId, type KeyboardEvent } from 'react';
import type { Indicator } from '../../shared/indicator-definition';
import type { Threshold } from '../../shared/target-profile';
import {
  doubtOfRow,
  withAsked,
  withMethod,
  withoutRow,
  withQuote,
  withRow,
  type Draft,
  type DraftRow,
} from './targets-draft';
import type { TargetsStore } from './targets-store';
import { circleText, methodOf, opNames, ops, stageText, usualMethod } from './targets-words';

interface TargetsEditRowProps {
  readonly store: TargetsStore;
  readonly row: DraftRow;
  readonly methods: Draft['methods'];
  readonly indicator: Indicator | undefined;
  readonly problem: string | undefined;
}

/** One threshold of the table; renders again only when it is changed itself. */
export const TargetsEditRow = memo(function TargetsEditRow(props: TargetsEditRowProps) {
  const { store, row, methods, indicator, problem } = props;
  const { key, threshold, typed } = row;
  const told = useId();
  const name = indicator?.name ?? threshold.indicator;
  const whole = `${name} ${threshold.stage}`;
  const circle = circleText(threshold);
  const doubt = problem === undefined ? doubtOfRow(row, { methods }, indicator) : null;
  const usual = usualMethod(indicator);

  function edit(column: string, change: (threshold: Threshold) => Threshold) {
    store.change(
      (draft) => withRow(draft, key, (now) => ({ ...now, threshold: change(now.threshold) })),
      `${key} ${column}`,
    );
  }

  return (
    <tr data-row={key} data-inferred={threshold.inferred || undefined}>
      <th scope="row">{name}</th>
      <td className="targets-whole">
        {stageText(threshold)}
        {circle !== null && <span className="targets-circle">{circle}</span>}
      </td>
      <td>
        <select
          aria-label={`${whole} 要求`}
          value={threshold.op}
          data-column="op"
          onChange={(event) => {
            const op = ops.find((each) => each === event.target.value);
            if (op !== undefined) store.change((draft) => withAsked(draft, key, { op }), `${key} op`);
          }}
        >
          {ops.map((op) => (
            <option key={op} value={op}>
              {opNames[op]}
            </option>
          ))}
        </select>
      </td>
      <td className="targets-value">
        <input
          inputMode="decimal"
          aria-label={`${whole} 目标值`}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={problem === undefined && doubt === null ? undefined : told}
          value={typed}
          maxLength={20}
          data-column="value"
          data-testid={`value-${threshold.indicator}-${threshold.stage}`}
          onKeyDown={moveByEnter}
          onChange={(event) => {
            const { value } = event.target;
            store.change((draft) => withAsked(draft, key, { typed: value }), `${key} value`);
          }}
        />
        {problem !== undefined && (
          <span id={told} className="targets-problem">
            {problem}
          </span>
        )}
        {doubt !== null && (
          <span id={told} className="targets-doubt">
            {doubt}
          </span>
        )}
      </td>
      <td className="targets-unit">{threshold.unit}</td>
      <td>
        {indicator === undefined || indicator.methods.length < 2 ? (
          <span className="targets-usual">{usual?.name ?? '—'}</span>
        ) : (
          <select
            aria-label={`${whole} 口径`}
            value={methodOf(threshold, methods) ?? ''}
            data-column="method"
            onChange={(event) => {
              const chosen = event.target.value === '' ? undefined : event.target.value;
              store.change((draft) => withMethod(draft, key, indicator, chosen));
            }}
          >
            <option value="">{usual === undefined ? '—' : `通常：${usual.name}`}</option>
            {indicator.methods.map((method) => (
              <option key={method.id} value={method.id}>
                {method.name}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        <input
          aria-label={`${whole} 文件原文或说明`}
          value={threshold.quote ?? ''}
          maxLength={300}
          data-column="quote"
          onKeyDown={moveByEnter}
          onChange={(event) => {
            const { value } = event.target;
            store.change((draft) => withQuote(draft, key, value), `${key} quote`);
          }}
        />
      </td>
      <td className="targets-inferred">
        <input
          type="checkbox"
          aria-label={`${whole} 是推定的`}
          title="取自报告的完成值、不是下达的目标，就勾选"
          checked={threshold.inferred === true}
          data-column="inferred"
          onChange={(event) => {
            const inferred = event.target.checked;
            edit('inferred', ({ inferred: _before, ...now }) => (inferred ? { ...now, inferred } : now));
          }}
        />
      </td>
      <td>
        <button
          type="button"
          className="quiet"
          aria-label={`移除 ${whole}`}
          title="移除这一条"
          data-column="remove"
          onClick={(event) => {
            focusBeside(event.currentTarget);
            store.change((draft) => withoutRow(draft, key));
          }}
        >
          ✕
        </button>
      </td>
    </tr>
  );
});

/** Enter goes to the same column of the next row, as in a worksheet; with Shift to the row before. */
function moveByEnter(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const row = event.currentTarget.closest('tr');
  const next = event.shiftKey ? row?.previousElementSibling : row?.nextElementSibling;
  const column = event.currentTarget.dataset['column'] ?? '';
  const input = next?.querySelector<HTMLInputElement>(`[data-column="${column}"]`);
  input?.focus();
  input?.select();
}

/** The row goes, and the focus with it: it moves on to the next one first. */
function focusBeside(button: HTMLElement) {
  const row = button.closest('tr');
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  beside?.querySelector<HTMLElement>('[data-column="remove"]')?.focus();
}
