import type { Verdict } from '../../shared/verdict';
import { verdictNames } from '../../shared/messages';
import type { FormState } from '../store/progress';

export type Shape = 'ring' | 'half' | 'triangle' | 'check' | 'lock' | 'cross' | 'wave' | 'dash' | 'question';

const paths: Record<Shape, string> = {
  ring: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11Z',
  half: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11Z',
  triangle: 'M8 2.5L14 13.5H2ZM8 6.5v3.5M8 11.7v.6',
  check: 'M2.5 8.5L6.5 12.5L13.5 4',
  lock: 'M3.5 7.5h9v6h-9ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  cross: 'M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5',
  wave: 'M2 9c2-4 4-4 6 0s4 4 6 0',
  dash: 'M3 8h10',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M8 12v.7',
};

interface MarkProps {
  readonly shape: Shape;
}

/** A small drawing beside a word; the word says it all, so readers skip the drawing. */
export function Mark({ shape }: MarkProps) {
  return (
    <svg className="mark" data-shape={shape} viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
      <path d={paths[shape]} />
      {shape === 'half' && <path className="mark-fill" d="M8 2.5v11a5.5 5.5 0 0 0 0-11Z" />}
    </svg>
  );
}

export const formStateNames: Record<FormState, string> = {
  optional: '选填',
  empty: '未开始',
  filling: '填报中',
  problem: '有问题',
  reviewed: '已核对',
  changed: '核对后有改动',
  finalised: '已定稿',
};

const formStateShapes: Record<FormState, Shape> = {
  optional: 'dash',
  empty: 'ring',
  filling: 'half',
  problem: 'triangle',
  reviewed: 'check',
  changed: 'wave',
  finalised: 'lock',
};

interface FormStateMarkProps {
  readonly state: FormState;
  /** Only the drawing, with the word for readers and as a tip. */
  readonly short?: boolean;
}

export function FormStateMark({ state, short = false }: FormStateMarkProps) {
  const name = formStateNames[state];
  return (
    <span className="form-state" data-state={state} title={name}>
      <Mark shape={formStateShapes[state]} />
      <span className={short ? 'for-readers' : undefined}>{name}</span>
    </span>
  );
}

const verdictShapes: Record<Verdict, Shape> = {
  met: 'check',
  missed: 'cross',
  borderline: 'wave',
  'not-applicable': 'dash',
  missing: 'question',
  'no-target': 'dash',
};

interface VerdictMarkProps {
  readonly verdict: Verdict;
}

export function VerdictMark({ verdict }: VerdictMarkProps) {
  return (
    <span className="verdict" data-verdict={verdict}>
      <Mark shape={verdictShapes[verdict]} />
      {verdictNames[verdict]}
    </span>
  );
}

interface CountsProps {
  readonly errors: number;
  readonly warnings: number;
}

/** Errors and warnings still to be dealt with; nothing when there are none. */
export function Counts({ errors, warnings }: CountsProps) {
  return (
    <span className="counts">
      {errors > 0 && (
        <span className="count" data-severity="error" title={`${errors} 处错误`}>
          <Mark shape="cross" />
          {errors}
          <span className="for-readers">处错误</span>
        </span>
      )}
      {warnings > 0 && (
        <span className="count" data-severity="warning" title={`${warnings} 处需说明`}>
          <Mark shape="triangle" />
          {warnings}
          <span className="for-readers">处需说明</span>
        </span>
      )}
    </span>
  );
}
