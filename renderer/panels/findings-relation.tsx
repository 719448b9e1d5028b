import type { Finding } from '../../shared/finding';
import { useApp, useSubmission } from '../store/context';
import { sidesOf, type Side, type SidePart } from './findings-sides';

/** Cells of one side that are named; of the rest it is said how many there are. */
const named = 9;

interface FindingRelationProps {
  readonly finding: Finding;
}

/** Both sides with the cells that they come from, and what to do. */
export function FindingRelation({ finding }: FindingRelationProps) {
  const { definitions, lastYear } = useSubmission();
  const sides = sidesOf(definitions, finding, lastYear.text);
  return (
    <div className="finding-relation">
      {sides !== null && (
        <dl>
          <SideLine name="左边" side={sides.left} />
          <SideLine name="右边" side={sides.right} />
        </dl>
      )}
      {finding.instruction !== null && <p className="instruction">{finding.instruction}</p>}
    </div>
  );
}

interface SideLineProps {
  readonly name: string;
  readonly side: Side;
}

function SideLine({ name, side: { value, words, parts } }: SideLineProps) {
  const [only] = parts;
  const isOneCell = words === null && parts.length === 1 && only?.cell !== null && only?.sign === '+';
  const shown = parts.slice(0, named);
  return (
    <>
      <dt>
        {name} {value}
      </dt>
      <dd>
        {words !== null && (
          <span>
            {words}
            {parts.length > 0 ? '，其中 ' : ''}
          </span>
        )}
        {shown.map((part, index) => (
          <span key={index} className="side-part">
            {(index > 0 || part.sign === '-') && (
              <span>{words !== null ? '、' : part.sign === '-' ? ' − ' : ' + '}</span>
            )}
            <PartName part={part} />
            {!isOneCell && part.label !== '' && ' '}
            {!isOneCell && part.value}
          </span>
        ))}
        {parts.length > named && <span> …… 等 {parts.length} 格</span>}
        {parts.length === 1 && only?.cell === null && only.label === '' && <span>（规定的数）</span>}
      </dd>
    </>
  );
}

/** A cell's name goes to the cell. */
function PartName({ part: { cell, label } }: { readonly part: SidePart }) {
  const store = useSubmission();
  const { navigation } = useApp();
  if (cell === null) return label;
  return (
    <button type="button" className="link" onClick={() => navigation.goToCell(store, cell)}>
      {label}
    </button>
  );
}
