import { memo, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Counts, FormStateMark } from '../components/marks';
import { ToConfirmCount } from '../pages/carry-count';
import { useApp, useSubmission } from '../store/context';
import type { FormGroup } from '../store/form-groups';
import { useValue } from '../store/observable';
import { askedOf, isDone, type FormProgress } from '../store/progress';

/** All forms of the submission with how far each is, in groups that fold. */
export function FormTree() {
  const { progress, groups } = useSubmission();
  const byForm = new Map(useValue(progress).map((each) => [each.form, each]));
  const page = useValue(useApp().navigation.page);
  const open = page.name === 'form' ? page.form : null;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const fold = (name: string, wanted: boolean) => {
    const next = new Set(folded);
    if (wanted) next.add(name);
    else next.delete(name);
    setFolded(next);
  };
  // One stop of the Tab key, as in any tree: where she was last, or the form that was opened since.
  const [last, setLast] = useState({ stop: open, open });
  if (last.open !== open) setLast({ stop: open, open });
  const shown = groups.flatMap((group) => [
    nameOf(group),
    ...(folded.has(nameOf(group)) ? [] : group.forms.map(({ code }) => code)),
  ]);
  const stop = shown.find((each) => each === last.stop) ?? shown[0];
  const remember = ({ target }: FocusEvent<HTMLElement>) => {
    const stop = target.dataset['stop'] ?? null;
    if (stop !== last.stop) setLast({ stop, open });
  };
  return (
    <nav className="form-tree" aria-label="报表目录" onKeyDown={moveInTree} onFocus={remember}>
      {groups.map((group, index) => {
        const name = nameOf(group);
        return (
          <div key={name}>
            {group.local !== groups[index - 1]?.local && (
              <h2>{group.local ? '县教育局报表' : '教育部年报表'}</h2>
            )}
            <TreeGroup
              name={name}
              stop={stop}
              title={group.title}
              forms={group.forms.flatMap((form) => byForm.get(form) ?? [])}
              open={open}
              folded={folded.has(name)}
              onFold={(wanted) => fold(name, wanted)}
            />
          </div>
        );
      })}
    </nav>
  );
}

function nameOf({ local, title }: FormGroup): string {
  return `${local}/${title}`;
}

/** Up and down go through everything that is shown, as in the file managers that clerks know. */
function moveInTree(event: KeyboardEvent<HTMLElement>) {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = buttons[steps[event.key] ?? -1];
  if (next === undefined || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  next.focus();
}

interface TreeGroupProps {
  readonly name: string;
  /** The group or form that the Tab key stops at. */
  readonly stop: string | undefined;
  readonly title: string;
  readonly forms: readonly FormProgress[];
  readonly open: string | null;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
}

function TreeGroup({ name, stop, title, forms, open, folded, onFold }: TreeGroupProps) {
  const asked = askedOf(forms);
  const done = asked.filter(isDone).length;
  return (
    <section>
      <h3>
        <button
          type="button"
          className="tree-group"
          aria-expanded={!folded}
          data-stop={name}
          tabIndex={stop === name ? 0 : -1}
          onClick={() => onFold(!folded)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') onFold(true);
            if (event.key === 'ArrowRight') onFold(false);
          }}
        >
          <span className="tree-title">{title}</span>
          <span className="tree-done" title={`完成 ${done} 张，共 ${asked.length} 张`}>
            {asked.length === 0 ? '选填' : `${done}/${asked.length}`}
          </span>
        </button>
      </h3>
      {!folded && (
        <ul>
          {forms.map((progress) => (
            <TreeItem
              key={progress.form.code}
              progress={progress}
              isOpen={progress.form.code === open}
              isStop={progress.form.code === stop}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface TreeItemProps {
  readonly progress: FormProgress;
  readonly isOpen: boolean;
  readonly isStop: boolean;
}

const TreeItem = memo(function TreeItem({ progress, isOpen, isStop }: TreeItemProps) {
  const { navigation } = useApp();
  const { form, state, errors, warnings } = progress;
  const item = useRef<HTMLLIElement>(null);

  // Turning forms with the keyboard goes on to those further down.
  useEffect(() => {
    if (isOpen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);

  return (
    <li ref={item}>
      <button
        type="button"
        className="tree-item"
        aria-current={isOpen ? 'page' : undefined}
        data-stop={form.code}
        tabIndex={isStop ? 0 : -1}
        title={`${form.code} ${form.title}`}
        onClick={() => navigation.go({ name: 'form', form: form.code })}
      >
        <FormStateMark state={state} short />
        <span className="tree-name">
          <span className="tree-code">{form.code}</span>
          <span className="tree-title">{form.title}</span>
        </span>
        <ToConfirmCount form={form.code} short />
        <Counts errors={errors} warnings={warnings} />
      </button>
    </li>
  );
});
