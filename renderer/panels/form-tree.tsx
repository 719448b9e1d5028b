import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Counts, FormStateMark } from '../components/marks';
import { ToConfirmCount } from '../pages/carry-count';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { isDone, type FormProgress } from '../store/progress';

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
  return (
    <nav className="form-tree" aria-label="报表目录" onKeyDown={moveInTree}>
      {groups.map((group, index) => {
        const name = `${group.local}/${group.title}`;
        return (
          <div key={name}>
            {group.local !== groups[index - 1]?.local && (
              <h2>{group.local ? '县教育局报表' : '教育部年报表'}</h2>
            )}
            <TreeGroup
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
  readonly title: string;
  readonly forms: readonly FormProgress[];
  readonly open: string | null;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
}

function TreeGroup({ title, forms, open, folded, onFold }: TreeGroupProps) {
  const done = forms.filter(isDone).length;
  return (
    <section>
      <h3>
        <button
          type="button"
          className="tree-group"
          aria-expanded={!folded}
          onClick={() => onFold(!folded)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') onFold(true);
            if (event.key === 'ArrowRight') onFold(false);
          }}
        >
          <span className="tree-title">{title}</span>
          <span className="tree-done" title={`完成 ${done} 张，共 ${forms.length} 张`}>
            {done}/{forms.length}
          </span>
        </button>
      </h3>
      {!folded && (
        <ul>
          {forms.map((progress) => (
            <TreeItem key={progress.form.code} progress={progress} isOpen={progress.form.code === open} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface TreeItemProps {
  readonly progress: FormProgress;
  readonly isOpen: boolean;
}

const TreeItem = memo(function TreeItem({ progress, isOpen }: TreeItemProps) {
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
