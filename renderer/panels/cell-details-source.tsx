import { useState } from 'react';
import { cellsOf, columnKey, plainLabel } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { sourceKindAt } from '../../shared/pulled-source';
import { sourceNames } from '../../shared/source-kind';
import { overwrittenAt } from '../grid/cell-marks';
import { recordCell } from '../grid/cell-spec';
import type { CellSnapshot } from '../store/cell-snapshot';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { DetailButton } from './cell-details-button';
import { sourceParts } from './cell-details-parts';
import { SourceParts } from './cell-details-part-list';
import type { LoadedHistory } from './cell-history-load';
import { localTime, originWords, sameContent } from './cell-history-words';
import { formulaWords, type FormulaContext } from './formula-words';

interface SourceProps {
  readonly form: Form;
  readonly cell: string;
  readonly snapshot: CellSnapshot;
  readonly history: LoadedHistory;
}

/** Where the number comes from: computed of these, pulled from there, typed or taken over then. */
export function CellSource({ form, cell, snapshot, history }: SourceProps) {
  const { view } = snapshot;
  switch (view.kind) {
    case 'notApplicable':
      return <p className="source-words">本格不填。</p>;
    case 'input':
      return <Entered {...{ form, cell, snapshot, history }} />;
    case 'computed':
      return <Formula {...{ form, cell }} lead="由程序计算：" source={view.text} />;
    case 'pulled':
      return (
        <>
          <Formula {...{ form, cell }} lead="引用自：" source={view.source ?? ''} />
          {view.source === null && view.content === null && (
            <p className="quiet-note">来源还没有数据，可以直接填写。</p>
          )}
          <Overwritten {...{ form, cell, snapshot }} />
          {view.content !== null && <Entered {...{ form, cell, snapshot, history }} />}
        </>
      );
  }
}

/** Expression of a computed or pulled cell, and of the computed column of a list. */
function expressionOf(form: Form, cell: string): string | null {
  if (form.kind !== 'list') return cellsOf(form).find(({ key }) => key === cell)?.expression ?? null;
  const { column } = recordCell(cell);
  return form.columns?.find(({ code }) => columnKey(code) === column)?.computed ?? null;
}

function rowOf(form: Form, cell: string): Pick<FormulaContext, 'row' | 'op'> {
  const row = form.rows?.find(({ code }) => code === cell.split('.')[0]);
  return row === undefined ? {} : { row: plainLabel(row.label), op: row.op };
}

interface FormulaProps {
  readonly form: Form;
  readonly cell: string;
  readonly lead: string;
  /** What the formula gives. */
  readonly source: string;
}

function Formula({ form, cell, lead, source }: FormulaProps) {
  const { definitions, school, collection, forms } = useSubmission();
  const [known] = useState(() => {
    const expression = expressionOf(form, cell);
    if (expression === null) return null;
    const codes = new Set(forms.map(({ code }) => code));
    const input = { definitions, school, edition: collection.edition, forms: codes };
    return {
      words: formulaWords(definitions, expression, { school, ...rowOf(form, cell) }),
      parts: sourceParts(input, form, cell, expression),
    };
  });
  if (known === null) return null;
  return (
    <>
      <p className="source-words" data-testid="source-words">
        <span className="detail-name">{lead}</span>
        {known.words}
      </p>
      <SourceParts parts={known.parts} source={source} />
    </>
  );
}

interface OverwrittenProps {
  readonly form: Form;
  readonly cell: string;
  readonly snapshot: CellSnapshot;
}

/** A number typed over its source, and the way back. */
function Overwritten({ form, cell, snapshot }: OverwrittenProps) {
  const store = useSubmission();
  const locked = useValue(store.locked);
  const { content, source } = snapshot.view;
  if (content === null || source === null) return null;
  const words = overwrittenAt(form, cell, snapshot);
  const name = sourceNames[sourceKindAt(form, cell)];
  return (
    <div className="overwritten" data-differs={words !== null || undefined} data-testid="overwritten">
      <p>{words ?? `这一格是自己填的，与${name}的数相同。`}</p>
      <DetailButton
        className=""
        hook="restore-source"
        disabled={locked}
        onPress={() => store.enter(form, [{ cell, text: '' }])}
      >
        恢复引用
      </DetailButton>
      <span className="quiet-note">也可以在格中按 Delete</span>
    </div>
  );
}

/** When and how the value got here; a value of last year asks to be looked at. */
function Entered({ form, cell, snapshot, history }: SourceProps) {
  const store = useSubmission();
  const locked = useValue(store.locked);
  const { view, toConfirm, save } = snapshot;
  const [latest] = history.entries ?? [];
  const isKnown = latest !== undefined && save === null && sameContent(latest.after, view.content);
  const words = isKnown
    ? `${localTime(latest.at, new Date())} ${originWords(latest)}`
    : enteredWords(snapshot);
  return (
    <>
      <p className="source-words" data-testid="source-words">
        <span className="detail-name">{view.kind === 'input' ? '来源' : '填报'}</span>
        {words}
      </p>
      {toConfirm && (
        <p className="to-confirm" data-testid="to-confirm">
          上年带入，待核
          <DetailButton disabled={locked} onPress={() => store.confirm([{ form: form.code, cell }])}>
            确认没有变化
          </DetailButton>
        </p>
      )}
    </>
  );
}

function enteredWords({ view, save }: CellSnapshot): string {
  if (save === 'saving') return '正在保存';
  if (save === 'failed') return '还没有保存';
  return view.content === null ? '由填表人填写，还没有填' : '由填表人填写';
}
