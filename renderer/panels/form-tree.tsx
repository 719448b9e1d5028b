import { memo } from 'react';
import { Counts, FormStateMark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import type { FormProgress } from '../store/progress';

/** All forms of the submission with how far each is. */
export function FormTree() {
  const { progress } = useSubmission();
  const forms = useValue(progress);
  const page = useValue(useApp().navigation.page);
  const open = page.name === 'form' ? page.form : null;
  return (
    <nav className="form-tree" aria-label="报表目录">
      <TreeGroup title="教育部年报表" forms={forms.filter((each) => !each.local)} open={open} />
      <TreeGroup title="县教育局报表" forms={forms.filter((each) => each.local)} open={open} />
    </nav>
  );
}

interface TreeGroupProps {
  readonly title: string;
  readonly forms: readonly FormProgress[];
  readonly open: string | null;
}

function TreeGroup({ title, forms, open }: TreeGroupProps) {
  if (forms.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {forms.map((progress) => (
          <TreeItem key={progress.form.code} progress={progress} isOpen={progress.form.code === open} />
        ))}
      </ul>
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
  return (
    <li>
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
        <Counts errors={errors} warnings={warnings} />
      </button>
    </li>
  );
});
