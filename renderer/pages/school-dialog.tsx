import { useState, type FormEvent } from 'react';
import { attachedClasses, placeTypes, schoolTypes } from '../../shared/school-types';
import { errorSentence } from '../../shared/messages';
import type { School } from '../../shared/school';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { Field, Select } from '../components/field';
import { useApp } from '../store/context';
import { changeWords, type ChangeWords } from './school-change-words';
import { Consequences } from './school-consequences';
import {
  blankSchool,
  centreName,
  isSameSchool,
  schoolFrom,
  schoolProblems,
  type SchoolEntry,
} from './school-entry';

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
  const centre = centreName(entry.type);
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

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(schoolProblems(entry)).length === 0) void attempt(look);
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
        <div className="field-grid">
          <Field label="学校标识码" problem={problems.code} hint="10 位数字，由教育部门统一赋码">
            <input
              name="code"
              value={entry.code}
              data-focus-first
              inputMode="numeric"
              onChange={(event) => change({ code: event.target.value })}
            />
          </Field>
          <Field label="学校名称" problem={problems.name} hint="与公章一致的全称">
            <input
              name="name"
              value={entry.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          <Field label="办学类型">
            <Select
              name="type"
              value={entry.type}
              options={schoolTypes}
              onChange={(type) => change({ type })}
            />
          </Field>
          <Field label="驻地城乡类型">
            <Select
              name="placeType"
              value={entry.placeType}
              options={placeTypes}
              onChange={(placeType) => change({ placeType })}
            />
          </Field>
          <Field label="学制">
            <Select
              name="system"
              value={entry.system}
              options={['六三', '五四']}
              labels={{ 六三: '六三制（小学六年、初中三年）', 五四: '五四制（小学五年、初中四年）' }}
              onChange={(system) => change({ system })}
            />
          </Field>
          <Field label="小学入学年龄">
            <Select
              name="entryAge"
              value={entry.entryAge === 6 ? '6' : '7'}
              options={['6', '7']}
              labels={{ 6: '6 周岁', 7: '7 周岁' }}
              onChange={(age) => change({ entryAge: age === '6' ? 6 : 7 })}
            />
          </Field>
          <Field label="县（市、区、旗）">
            <input
              name="county"
              value={entry.county}
              maxLength={40}
              onChange={(event) => change({ county: event.target.value })}
            />
          </Field>
          <Field label="乡（镇、街道）">
            <input
              name="town"
              value={entry.town}
              maxLength={40}
              onChange={(event) => change({ town: event.target.value })}
            />
          </Field>
        </div>
        {centre !== null && (
          <label className="choice">
            <input
              type="checkbox"
              name="townshipCentre"
              checked={entry.townshipCentre}
              onChange={(event) => change({ townshipCentre: event.target.checked })}
            />
            {centre}
          </label>
        )}
        <fieldset>
          <legend>附设教学班、送教上门（没有就不选）</legend>
          {attachedClasses.map((attached) => (
            <label key={attached} className="choice">
              <input
                type="checkbox"
                checked={entry.attachedClasses.includes(attached)}
                onChange={(event) =>
                  change({
                    attachedClasses: attachedClasses.filter((each) =>
                      each === attached ? event.target.checked : entry.attachedClasses.includes(each),
                    ),
                  })
                }
              />
              {attached}
            </label>
          ))}
        </fieldset>
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
