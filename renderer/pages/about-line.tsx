import type { SelfCheckLine } from '../../shared/ipc-about';
import '../styles/about.css';

const marks = { good: '✓', warning: '！', bad: '✗' } as const;
const words = { good: '正常', warning: '注意', bad: '有问题' } as const;

interface AboutLinesProps {
  readonly lines: readonly SelfCheckLine[];
}

/** What 自检 found, a line each. */
export function AboutLines({ lines }: AboutLinesProps) {
  return (
    <dl className="about-lines" data-testid="about-lines">
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </dl>
  );
}

function Line({ line: { id, label, value, state, advice } }: { readonly line: SelfCheckLine }) {
  return (
    <div data-state={state} data-testid={`about-${id}`}>
      <dt>{label}</dt>
      <dd>
        <span className="about-mark" aria-hidden="true">
          {marks[state]}
        </span>
        <span className="about-state">{words[state]}</span>
        <span className="about-value">
          {value}
          {advice !== undefined && <span className="about-advice">{advice}</span>}
        </span>
      </dd>
    </div>
  );
}
