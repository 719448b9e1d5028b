import type { Form } from '../../shared/form';
import type { FormGroup } from '../store/form-groups';

/** What is printed: the form she came from, those she ticks, or everything that the workbook shows. */
export type PrintScope = 'here' | 'some' | 'all';

/** A list of named people: it is in no workbook, and is printed only when it is chosen by itself. */
export function isNameList(form: Form): boolean {
  return form.kind === 'list' && (form.columns ?? []).some((column) => column.sensitive === true);
}

interface PrintChoiceProps {
  readonly here: Form | undefined;
  readonly groups: readonly FormGroup[];
  readonly scope: PrintScope;
  readonly setScope: (scope: PrintScope) => void;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
}

export function PrintChoice({ here, groups, scope, setScope, chosen, setChosen }: PrintChoiceProps) {
  const lists = groups.flatMap(({ forms }) => forms).filter(isNameList);
  const option = (value: PrintScope, label: string, hint = '') => (
    <label className="print-option">
      <input
        type="radio"
        name="scope"
        value={value}
        checked={scope === value}
        autoFocus={scope === value}
        onChange={() => setScope(value)}
      />
      <span>
        {label}
        {hint !== '' && <small>{hint}</small>}
      </span>
    </label>
  );
  return (
    <fieldset className="print-choice card">
      <legend>打印哪些表</legend>
      {here !== undefined && option('here', `本表：${here.code} ${here.title}`)}
      {option(
        'all',
        '全部',
        `封面、目录、各表、数据核查结果说明和指标${
          lists.length === 0 ? '' : `；不含名册 ${lists.map(({ code }) => code).join('、')}`
        }`,
      )}
      {option('some', '选择的表', scope === 'some' ? `已选 ${chosen.size} 张` : '')}
      {scope === 'some' && <FormPicks {...{ groups, chosen, setChosen }} />}
    </fieldset>
  );
}

type FormPicksProps = Pick<PrintChoiceProps, 'groups' | 'chosen' | 'setChosen'>;

/** The forms in the order of the tree, to be ticked one by one or by group. */
function FormPicks({ groups, chosen, setChosen }: FormPicksProps) {
  function pick(forms: readonly Form[], wanted: boolean) {
    const next = new Set(chosen);
    for (const { code } of forms) {
      if (wanted) next.add(code);
      else next.delete(code);
    }
    setChosen(next);
  }
  return (
    <div className="print-picks">
      {groups.map((group) => {
        const picked = group.forms.filter(({ code }) => chosen.has(code)).length;
        return (
          <section key={`${group.local}/${group.title}`}>
            <h3>
              <label>
                <input
                  type="checkbox"
                  checked={picked === group.forms.length}
                  ref={(box) => {
                    if (box !== null) box.indeterminate = picked > 0 && picked < group.forms.length;
                  }}
                  onChange={(event) => pick(group.forms, event.target.checked)}
                />
                {group.title}
              </label>
            </h3>
            <ul>
              {group.forms.map((form) => (
                <li key={form.code}>
                  <label>
                    <input
                      type="checkbox"
                      name={form.code}
                      checked={chosen.has(form.code)}
                      onChange={(event) => pick([form], event.target.checked)}
                    />
                    <span className="print-code">{form.code}</span> {form.title}
                    {isNameList(form) && <small>名册</small>}
                  </label>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
