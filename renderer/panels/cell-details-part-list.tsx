import { useState } from 'react';
import { cellName } from '../../shared/cell';
import type { CellRef } from '../../shared/finding';
import { useApp, useSubmission } from '../store/context';
import { DetailButton, leaveFor } from './cell-details-button';
import { useCellLater } from './cell-details-later';
import { OtherYear } from './cell-details-other-year';
import type { Sign, SourcePart } from './cell-details-parts';

interface SourcePartsProps {
  readonly parts: readonly SourcePart[];
  /** What the formula gives: of a ledger the number of records counted. */
  readonly source: string;
}

/** As many as are read at one glance; a sum of twenty-four columns would push everything else off the panel. */
const shownAtFirst = 6;

/** The figures a number is made of, each with its present value and the way to it. */
export function SourceParts({ parts, source }: SourcePartsProps) {
  const [all, setAll] = useState(false);
  const store = useSubmission();
  if (parts.length === 0) return null;
  const isLong = parts.length > shownAtFirst + 1 && !all;
  // Blanks add nothing: of a long sum those that are filled come first.
  const filled = parts.filter(
    (part) => part.type !== 'cell' || store.cells.get(nameOf(part.cell)).view.text !== '',
  );
  const shown = isLong ? (filled.length === 0 ? parts : filled).slice(0, shownAtFirst) : parts;
  return (
    <>
      <ul className="source-parts" data-testid="source-parts">
        {shown.map((part) => (
          <Part key={keyOf(part)} part={part} source={source} />
        ))}
      </ul>
      {isLong && <DetailButton onPress={() => setAll(true)}>{`列出全部 ${parts.length} 项`}</DetailButton>}
    </>
  );
}

function nameOf({ form, cell }: CellRef): string {
  return cellName(form, cell);
}

function keyOf(part: SourcePart): string {
  if (part.type === 'list') return part.form;
  return `${part.type === 'earlier' ? part.years : 0} ${nameOf(part.cell)}`;
}

interface PartProps {
  readonly part: SourcePart;
  readonly source: string;
}

function Part({ part, source }: PartProps) {
  switch (part.type) {
    case 'cell':
      return <CellPart sign={part.sign} label={part.label} cell={part.cell} />;
    case 'earlier':
      return <EarlierPart {...part} />;
    case 'list':
      return <ListPart form={part.form} source={source} />;
  }
}

const signs = { '+': '+', '-': '−' } as const;

function SignMark({ sign }: { readonly sign: Sign }) {
  return <span className="part-sign">{sign === null ? '' : signs[sign]}</span>;
}

function Figure({ text }: { readonly text: string | null }) {
  return <span className="part-figure">{text === null ? '没有数据' : text === '' ? '空白' : text}</span>;
}

interface CellPartProps {
  readonly sign: Sign;
  readonly label: string;
  readonly cell: CellRef;
}

function CellPart({ sign, label, cell }: CellPartProps) {
  const { navigation } = useApp();
  const store = useSubmission();
  const { view } = useCellLater(nameOf(cell));
  return (
    <li>
      <SignMark sign={sign} />
      <DetailButton
        label={`到 ${label}`}
        onPress={() => leaveFor(navigation, () => navigation.goToCell(store, cell))}
      >
        {label}
      </DetailButton>
      <Figure text={view.text} />
    </li>
  );
}

interface EarlierPartProps extends CellPartProps {
  readonly years: number;
}

/** A figure of an earlier year: it is only read here, and changed in that year's own return. */
function EarlierPart({ sign, label, cell, years }: EarlierPartProps) {
  const { lastYear, collection } = useSubmission();
  const schoolYear = collection.schoolYear - years;
  const when = years === 1 ? '上年' : `${schoolYear}—${schoolYear + 1} 学年`;
  return (
    <li>
      <SignMark sign={sign} />
      <span className="part-label">{`${when} ${label}`}</span>
      <span className="part-figure">
        <OtherYear schoolYear={schoolYear} form={cell.form} cell={cell.cell} />{' '}
        <Figure text={lastYear.textIn(schoolYear, cell.form, cell.cell)} />
      </span>
    </li>
  );
}

interface ListPartProps {
  readonly form: string;
  readonly source: string;
}

function ListPart({ form, source }: ListPartProps) {
  const { navigation } = useApp();
  const { definitions } = useSubmission();
  const title = (definitions.forms[form]?.title ?? '').replace(/[（(].*$/, '');
  const words = source === '' || source === '0' ? '看台账' : `看这 ${source} 条`;
  return (
    <li>
      <SignMark sign={null} />
      <span className="part-label">{`${form} ${title}`}</span>
      <DetailButton hook="to-list" onPress={() => navigation.go({ name: 'form', form })}>
        {words}
      </DetailButton>
    </li>
  );
}
