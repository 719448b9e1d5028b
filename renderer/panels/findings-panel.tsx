import { memo, useState } from 'react';
import { Mark } from '../components/marks';
import { useAfterPaint } from '../store/after-paint';
import { useApp, useSubmission } from '../store/context';
import {
  countStates,
  groupFindings,
  isAbout,
  stateNames,
  stateOf,
  unexplainedByRule,
  type FindingsBy,
  type FindingState,
} from '../store/finding-groups';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { FindingsList } from './findings-list';
import { SidePanel } from './side-panel';
import '../styles/findings.css';

/** `about`: of checks that belong to other forms, but read a cell of this one. */
type Scope = 'form' | 'about' | 'all';

/** What the checks found, by form or by rule. The cell that is typed comes first; the list follows a moment later. */
export function FindingsPanel() {
  const all = useAfterPaint(useValue(useSubmission().findings));
  return <Findings all={all} />;
}

interface FindingsProps {
  readonly all: readonly FindingView[];
}

const Findings = memo(function Findings({ all }: FindingsProps) {
  const { definitions, forms } = useSubmission();
  const { navigation, session } = useApp();
  const page = useValue(navigation.page);
  const by: FindingsBy = useValue(session.preferences).findingsBy ?? 'form';
  const [scope, setScope] = useState<Scope>('all');
  const [state, setState] = useState<FindingState | null>(null);
  const form = page.name === 'form' ? page.form : null;
  // What the tree and the head of the form count is 本表.
  const here = form === null ? all : all.filter(({ finding }) => finding.form === form);
  const about = form === null ? [] : all.filter((view) => view.finding.form !== form && isAbout(view, form));
  const within = scope === 'form' ? here : scope === 'about' && form !== null ? about : all;
  const shown = state === null ? within : within.filter((view) => stateOf(view) === state);
  const codes = forms.map(({ code }) => code);
  const tools = (
    <div className="findings-tools">
      {form !== null && (
        <Choice
          name="scope"
          label="范围"
          chosen={scope}
          onChoose={setScope}
          options={{
            all: `全部 ${all.length}`,
            form: `本表 ${here.length}`,
            ...((about.length > 0 || scope === 'about') && { about: `涉及本表 ${about.length}` }),
          }}
          titles={{ form: '本表自己的校验', about: '别的表的校验，用到本表的数' }}
        />
      )}
      <Choice
        name="by"
        label="排列"
        chosen={by}
        onChoose={(findingsBy) => session.prefer({ findingsBy })}
        options={{ form: '按表', rule: '按规则' }}
      />
      <StateFilter counts={countStates(within)} state={state} onState={setState} />
    </div>
  );
  return (
    <SidePanel panel="findings" title="校验结果" tools={tools}>
      {shown.length === 0 ? (
        <p className="findings-none">
          <Mark shape="check" /> {within.length === 0 ? '没有发现问题。' : '没有这一类的结果。'}
        </p>
      ) : (
        <FindingsList
          key={by}
          by={by}
          groups={groupFindings(definitions, shown, by, codes)}
          form={form}
          unexplained={unexplainedByRule(all)}
        />
      )}
    </SidePanel>
  );
});

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly chosen: T;
  readonly options: Readonly<Partial<Record<T, string>>>;
  readonly titles?: Readonly<Partial<Record<T, string>>>;
  readonly onChoose: (chosen: T) => void;
}

function Choice<T extends string>({ name, label, chosen, options, titles, onChoose }: ChoiceProps<T>) {
  return (
    <div className="findings-choice" role="group" aria-label={label}>
      {(Object.keys(options) as T[]).map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={chosen === option}
          title={titles?.[option]}
          data-testid={`findings-${name}-${option}`}
          onClick={() => onChoose(option)}
        >
          {options[option]}
        </button>
      ))}
    </div>
  );
}

const states: readonly FindingState[] = ['error', 'open', 'exception', 'explained', 'waiting'];

interface StateFilterProps {
  readonly counts: Readonly<Record<FindingState, number>>;
  readonly state: FindingState | null;
  readonly onState: (state: FindingState | null) => void;
}

/** Pressed once only these are shown, pressed again all are. What there is none of takes no room. */
function StateFilter({ counts, state, onState }: StateFilterProps) {
  const offered = states.filter((each) => counts[each] > 0 || each === state);
  return (
    <div className="findings-filter" role="group" aria-label="只看">
      {offered.map((each) => (
        <button
          key={each}
          type="button"
          data-state={each}
          aria-pressed={state === each}
          data-testid={`findings-only-${each}`}
          title={state === each ? '再按一次显示全部' : `只看${stateNames[each]}`}
          onClick={() => onState(state === each ? null : each)}
        >
          {stateNames[each]} {counts[each]}
        </button>
      ))}
    </div>
  );
}
