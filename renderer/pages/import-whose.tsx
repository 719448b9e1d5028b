import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Field, Select } from '../components/field';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { editionFor } from './collection-entry';
import { schoolYearText } from './due-date';
import { collectionOf, targetProblems, targetWarning, yearChoices, type TargetEntry } from './import-guess';
import type { StageProps } from './import-steps';
import { SchoolFields } from './school-fields';

/** Whose figures they are and of which year: as the file says and as this computer knows it, for the clerk to confirm. */
export function ImportWhose({ flow, state }: StageProps) {
  const { session } = useApp();
  const { schools, collections } = useValue(session.state);
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { report, entry } = state;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[type=submit]')?.focus({ preventScroll: true });
  }, []);
  if (report === null || entry === null) return null;
  const problems = checked ? targetProblems(entry, schools) : {};
  const warning = targetWarning(report, entry, schools);
  const editions = session.definitions.editions.filter(({ id }) => id !== 'local');
  const change = (part: Partial<TargetEntry>) => flow.settle({ ...entry, ...part });
  const own = report.origin === 'own';

  function submit(event: FormEvent) {
    event.preventDefault();
    if (entry === null || Object.keys(targetProblems(entry, schools)).length === 0) {
      void flow.compare();
      return;
    }
    setChecked(true);
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[data-invalid] :is(input, select)')?.focus(),
    );
  }

  const newName = entry.entry.name.trim() === '' ? '' : `：${entry.entry.name.trim()}`;
  const choices = [...schools.map(({ id }) => String(id)), 'new'];
  const names = Object.fromEntries(schools.map(({ id, name, code }) => [id, `${name}（${code}）`]));
  const years = yearChoices(session.today(), report.schoolYear).map(String);
  const yearNames: Record<string, string> = { '': '请选择' };
  for (const year of years) yearNames[year] = schoolYearText(Number(year));
  const editionNames: Record<string, string> = { '': '请选择' };
  for (const { id, title } of editions) editionNames[id] = title;
  return (
    <form ref={form} noValidate onSubmit={submit} className="import-whose">
      <section className="card">
        <h2>这个文件是谁的、哪一学年的</h2>
        <div className="field-grid">
          <Field label="学校" problem={problems.school}>
            <Select
              name="school"
              value={entry.school === null ? '' : String(entry.school)}
              options={entry.school === null ? ['', ...choices] : choices}
              labels={{ ...names, '': '请选择', new: `新建学校${newName}` }}
              onChange={(school) => change({ school: school === 'new' ? 'new' : Number(school) })}
            />
          </Field>
          <Field label="学年" problem={problems.schoolYear} hint={own ? '由文件写明' : undefined}>
            {own && report.schoolYear !== null ? (
              <input value={schoolYearText(report.schoolYear)} readOnly />
            ) : (
              <Select
                name="schoolYear"
                value={entry.schoolYear === null ? '' : String(entry.schoolYear)}
                options={entry.schoolYear === null ? ['', ...years] : years}
                labels={yearNames}
                onChange={(year) => {
                  const schoolYear = Number(year);
                  const edition = report.edition ?? editionFor(schoolYear, editions);
                  change({ schoolYear, edition });
                }}
              />
            )}
          </Field>
          <Field label="报表版本" problem={problems.edition} hint={own ? '由文件写明' : undefined}>
            {own && report.edition !== null ? (
              <input
                value={editionNames[report.edition] ?? report.edition}
                title={editionNames[report.edition]}
                readOnly
              />
            ) : (
              <Select
                name="edition"
                value={entry.edition}
                options={[...(entry.edition === '' ? [''] : []), ...editions.map(({ id }) => id)]}
                labels={editionNames}
                onChange={(edition) => change({ edition })}
              />
            )}
          </Field>
        </div>
        <p className="card-hint" data-testid="import-consequence">
          {consequence(entry, collectionOf(entry, collections)?.title)}
        </p>
        {warning !== null && (
          <p className="import-warning" role="status" data-testid="import-target-warning">
            {warning}
          </p>
        )}
      </section>
      {entry.school === 'new' && (
        <section className="card" data-testid="import-new-school">
          <h2>新建学校</h2>
          <p className="card-hint">
            {report.record === null
              ? '已按文件填好能知道的；学制、入学年龄、城乡类型等请核对。'
              : '已按文件填好，请核对。'}
          </p>
          <div className="import-school">
            <SchoolFields
              entry={entry.entry}
              problems={problems}
              onChange={(part) => change({ entry: { ...entry.entry, ...part } })}
            />
          </div>
        </section>
      )}
      <footer className="import-foot">
        <button type="button" disabled={state.busy !== null} onClick={() => flow.show('report')}>
          上一步
        </button>
        <button type="submit" className="primary" data-testid="import-next" disabled={state.busy !== null}>
          {state.busy === 'comparing' ? '正在与现有数据比较……' : '下一步：核对差异'}
        </button>
      </footer>
    </form>
  );
}

function consequence(entry: TargetEntry, title: string | undefined): string {
  if (entry.schoolYear === null || entry.edition === '') return '';
  if (title !== undefined) return `导入到已有的年报任务「${title}」。`;
  return `这台电脑上还没有${schoolYearText(entry.schoolYear)}的年报任务，导入时新建。`;
}
