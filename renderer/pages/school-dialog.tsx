import { useState, type FormEvent } from 'react';
import { errorSentence } from '../../shared/messages';
import type { School } from '../../shared/school';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { useApp } from '../store/context';
import { changeWords, type ChangeWords } from './school-change-words';
import { Consequences } from './school-consequences';
import { blankSchool, isSameSchool, schoolFrom, schoolProblems, type SchoolEntry } from './school-entry';
import { SchoolFields } from './school-fields';

interface SchoolDialogProps {
  /** The school to be corrected; null for a new one. */
  readonly school: School | null;
  readonly onClose: () => void;
}

export function SchoolDialog({ school, onClose }: SchoolDialogProps) {
  const { session } = useApp();
  const [entry, setEntry] = useState<SchoolEntry>(school ?? blankSchool);
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [consequences, setConsequences] = useState<readonly ChangeWords[] | null>(null);
  const problems = checked ? schoolProblems(entry) : {};
  const change = (part: Partial<SchoolEntry>) => setEntry({ ...entry, ...part });

  async function attempt(action: () => Promise<void>) {
    setRefused(null);
    try {
      await action();
    } catch (thrown) {
      setRefused(errorSentence(errorOf(thrown)));
    }
  }

  async function save() {
    const next = schoolFrom(entry);
    if (school === null) await session.createSchool(next);
    else await session.updateSchool({ ...next, id: school.id });
    onClose();
  }

  /** Nothing disappears from her forms before she has read what. */
  async function look() {
    if (school === null) return save();
    const next = { ...schoolFrom(entry), id: school.id };
    const words = isSameSchool(next, school) ? [] : changeWords(await session.previewSchool(next));
    if (words.length === 0) await save();
    else setConsequences(words);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(schoolProblems(entry)).length === 0) void attempt(look);
    else focusFirstProblem(event.currentTarget);
  }

  if (consequences !== null) {
    return (
      <Dialog title="保存前请看：报表会有这些变化" onClose={onClose} wide>
        <Consequences words={consequences} />
        {refused !== null && <Refused text={refused} />}
        <footer>
          <button type="button" onClick={() => setConsequences(null)}>
            返回修改
          </button>
          <button
            type="button"
            className="primary"
            data-testid="confirm-school"
            data-focus-first
            onClick={() => void attempt(save)}
          >
            保存
          </button>
        </footer>
      </Dialog>
    );
  }

  return (
    <Dialog title={school === null ? '新建学校' : '学校档案'} onClose={onClose} wide>
      <form noValidate onSubmit={submit}>
        <SchoolFields entry={entry} problems={problems} onChange={change} />
        {refused !== null && <Refused text={refused} />}
        <footer>
          <button type="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="primary" data-testid="save-school">
            {school === null ? '新建学校' : '保存'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** Once the fields have been told what is wrong with them. */
function focusFirstProblem(form: HTMLFormElement) {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}

interface RefusedProps {
  readonly text: string;
}

function Refused({ text }: RefusedProps) {
  return (
    <p className="card-problem" role="alert">
      {text}
    </p>
  );
}
