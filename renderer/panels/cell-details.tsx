import { useCallback, useLayoutEffect, useRef } from 'react';
import { describeCell } from '../../shared/finding-text';
import type { Form } from '../../shared/form';
import { problemSentence } from '../../shared/messages';
import { kindNames } from '../grid/cell-marks';
import { splitName } from '../store/cell-snapshot';
import { useApp, useSubmission } from '../store/context';
import { stateWord } from '../store/finding-groups';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import '../styles/details.css';
import { DetailButton, leaveFor } from './cell-details-button';
import { GuideOfCell, GuideRest } from './cell-details-guide-lines';
import { useCellLater, useLater } from './cell-details-later';
import { CellSource } from './cell-details-source';
import { EarlierYears } from './cell-details-years';
import { CellHistory } from './cell-history';
import { useCellHistory } from './cell-history-load';
import { sideWords } from './findings-side-words';
import { RosterSource } from './roster-source';
import { TargetReason } from './target-reason';

/** What is known about the selected cell. It follows the cursor once the cursor is painted, and never takes the focus. */
export function CellDetails() {
  const { selection, definitions } = useSubmission();
  const active = useCallback(() => selection.active(), [selection]);
  const name = useLater(selection.current.subscribe, active);
  const page = useValue(useApp().navigation.page);
  const form = page.name === 'form' ? definitions.forms[page.form] : undefined;
  if (form === undefined) return null;
  const isHere = name?.startsWith(`${form.code}!`) === true;
  const cell = isHere ? splitName(name).cell : null;
  return (
    <>
      {isHere && cell !== null && <Selected key={name} form={form} cell={cell} name={name} />}
      <GuideRest form={form} cell={cell} />
    </>
  );
}

interface SelectedProps {
  readonly form: Form;
  readonly cell: string;
  readonly name: string;
}

function Selected({ form, cell, name }: SelectedProps) {
  const { definitions } = useSubmission();
  const snapshot = useCellLater(name);
  const history = useCellHistory(form.code, cell, snapshot);
  const { view } = snapshot;
  const section = useRef<HTMLElement>(null);
  // Another cell is read from its name on, however far the one before was.
  useLayoutEffect(() => section.current?.parentElement?.scrollTo({ top: 0 }), []);
  const canBeFilled = view.kind === 'input' || view.kind === 'pulled';
  return (
    <section
      ref={section}
      className="cell-details"
      aria-label="单元格"
      data-testid="cell-details"
      data-of={name}
    >
      <h2>{describeCell(definitions, form.code, cell).slice(form.code.length + 1)}</h2>
      <p className="current-value">
        <span className="current-text">{view.text === '' ? '（空白）' : view.text}</span>
        <span className="kind-tag" data-kind={view.kind}>
          {kindNames[view.kind]}
        </span>
        {form.kind === 'matrix' && <span className="cell-place">{placeWords(cell)}</span>}
      </p>
      {view.problem !== null && <p className="cell-problem">{problemSentence(view.problem)}</p>}
      <CellSource {...{ form, cell, snapshot, history }} />
      {form.kind === 'matrix' && <RosterSource {...{ form, cell, snapshot }} />}
      <EarlierYears form={form} cell={cell} text={view.problem === null ? view.text : ''} />
      {snapshot.findings.map((finding) => (
        <CellFinding key={finding.finding.key} view={finding} />
      ))}
      <GuideOfCell form={form} cell={cell} />
      {canBeFilled && <CellHistory {...{ form, cell, history }} content={view.content} />}
    </section>
  );
}

function placeWords(cell: string): string {
  const [row = '', column = ''] = cell.split('.');
  return `${row} 行 ${column} 列`;
}

interface CellFindingProps {
  readonly view: FindingView;
}

function CellFinding({ view }: CellFindingProps) {
  const { finding } = view;
  const store = useSubmission();
  const { navigation } = useApp();
  const sides = sideWords(store.definitions, finding, store.lastYear.text);
  return (
    <div className="cell-finding" data-severity={finding.severity}>
      <p>
        <strong>{stateWord(view)}</strong> {finding.text}
      </p>
      {sides !== '' && <p>{sides}</p>}
      {finding.instruction !== null && <p className="instruction">{finding.instruction}</p>}
      <TargetReason view={view} />
      <DetailButton onPress={() => leaveFor(navigation, () => navigation.goToFinding(store, finding))}>
        标出相关单元格
      </DetailButton>
    </div>
  );
}
