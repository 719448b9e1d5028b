import { memo, useState } from 'react';
import type { RosterAssumption, RosterPlan } from '../../shared/roster/plan';
import { Dialog } from '../components/dialog';
import { Mark } from '../components/marks';
import { unansweredUsual, type RosterFill } from '../store/roster-fill';
import { assumptionSentence } from '../../shared/sentences/roster-assumptions';

interface RosterAssumptionsProps {
  readonly plan: RosterPlan;
  readonly fill: RosterFill;
  readonly locked: boolean;
  readonly busy: boolean;
}

/** 要您确认的假定: what the rosters do not say, each with what is usual; nothing is supposed in silence. */
export function RosterAssumptions({ plan, fill, locked, busy }: RosterAssumptionsProps) {
  const [asking, setAsking] = useState(false);
  const { assumptions } = plan;
  const usual = unansweredUsual(plan);
  const open = assumptions.filter(({ answer }) => answer === null).length;
  if (assumptions.length === 0) return null;
  return (
    <section className="assumptions" aria-label="要您确认的假定" data-testid="assumptions">
      <header>
        <h2>要您确认的假定</h2>
        <p>
          {open === 0
            ? '都确认过了。'
            : `名册上没有写明下面的事，不同做法算出的数不同。还有 ${open} 处没有确认。`}
        </p>
        {usual.length > 1 && (
          <button
            type="button"
            data-testid="usual-all"
            disabled={locked || busy}
            onClick={() => setAsking(true)}
          >
            都按通常做法…
          </button>
        )}
      </header>
      <ol>
        {assumptions.map((assumption) => (
          <Assumption key={assumption.id} {...{ assumption, fill, locked, busy }} />
        ))}
      </ol>
      {asking && <UsualDialog assumptions={usual} fill={fill} onClose={() => setAsking(false)} />}
    </section>
  );
}

interface AssumptionProps extends Omit<RosterAssumptionsProps, 'plan'> {
  readonly assumption: RosterAssumption;
}

/** The button that was pressed is gone with its question: the next question has the keys, after the last one the fill. */
function goOn() {
  setTimeout(() => {
    const next = '.assumptions fieldset :is(input:checked, input)';
    const apply = '[data-testid="rosters-apply"]';
    const to = document.querySelector<HTMLElement>(next) ?? document.querySelector<HTMLElement>(apply);
    if (document.activeElement === document.body) to?.focus();
  });
}

const Assumption = memo(function Assumption({ assumption, fill, locked, busy }: AssumptionProps) {
  const { id, choices, usual, answer, people, forms } = assumption;
  const [chosen, setChosen] = useState<string | null>(null);
  const now = chosen ?? usual;
  const answered = choices.find((choice) => choice.id === answer);
  const sentence = assumptionSentence(assumption);
  const about = (
    <p className="assumption-about">
      {people > 0 && `涉及 ${people} 人。`}
      {forms.length > 0 && `影响 ${forms.join('、')}。`}
    </p>
  );
  if (answered !== undefined)
    return (
      <li data-answered data-testid={`assumption-${id}`}>
        <p>
          <Mark shape="check" /> {sentence} <strong>{answered.label}</strong>
        </p>
        <div className="assumption-buttons">
          {about}
          <button
            type="button"
            disabled={locked || busy}
            aria-label={`改变：${sentence}`}
            onClick={() => void fill.answer(id, null).then(goOn)}
          >
            改
          </button>
        </div>
      </li>
    );
  return (
    <li data-testid={`assumption-${id}`}>
      <fieldset disabled={locked}>
        <legend>{sentence}</legend>
        {choices.map((choice) => (
          <label key={choice.id} className="choice">
            <input
              type="radio"
              name={`assumption-${id}`}
              checked={choice.id === now}
              onChange={() => setChosen(choice.id)}
            />
            {choice.label}
            {choice.id === usual && <span className="usual">通常做法</span>}
          </label>
        ))}
        <div className="assumption-buttons">
          {about}
          <button
            type="button"
            disabled={now === null || busy}
            data-testid={`confirm-${id}`}
            aria-label={`确认：${sentence}`}
            onClick={() => void fill.answer(id, now).then(goOn)}
          >
            确认
          </button>
        </div>
      </fieldset>
    </li>
  );
});

interface UsualDialogProps {
  readonly assumptions: readonly RosterAssumption[];
  readonly fill: RosterFill;
  readonly onClose: () => void;
}

/** Everything that is confirmed by one press is read before. */
function UsualDialog({ assumptions, fill, onClose }: UsualDialogProps) {
  return (
    <Dialog title="都按通常做法" onClose={onClose} wide>
      <p>下面 {assumptions.length} 处都按通常做法算。和本校情况不同的，先关掉这里，单独选择。</p>
      <ol className="usual-list">
        {assumptions.map((assumption) => (
          <li key={assumption.id}>
            {assumptionSentence(assumption)}
            <br />
            <strong>{assumption.choices.find(({ id }) => id === assumption.usual)?.label}</strong>
            {assumption.people > 0 && <span className="quiet-note">（涉及 {assumption.people} 人）</span>}
          </li>
        ))}
      </ol>
      <footer>
        <button type="button" onClick={onClose}>
          逐条确认
        </button>
        <button
          type="button"
          className="primary"
          data-focus-first
          data-testid="confirm-usual"
          onClick={() => {
            onClose();
            void fill.answerUsual().then(goOn);
          }}
        >
          确认这 {assumptions.length} 处
        </button>
      </footer>
    </Dialog>
  );
}
