import type { CellRef, Finding } from '../../shared/finding';
import { createValue, type Observable } from './observable';
import { commitDraft } from './draft';
import type { SubmissionStore } from './submission-store';

export type Page =
  | { readonly name: 'home' | 'indicators' | 'finish' | 'import' | 'template' | 'schools' | 'targets' }
  /** 备份, 修改记录, 人员与密码, 关于与自检 */
  | { readonly name: 'backups' | 'history' | 'access' | 'about' }
  /** 名册: what is loaded, what it fills, who came and went. */
  | { readonly name: 'rosters'; readonly part: 'load' | 'fill' | 'moves' | 'people' | null }
  /** 各校对照, at first of that form; of none it goes on where it was. */
  | { readonly name: 'across'; readonly form: string | null }
  /** From a form on, to print that form first of all. */
  | { readonly name: 'print'; readonly form: string | null }
  | { readonly name: 'form'; readonly form: string };

/** These pages are about all schools: whichever of them is open, they show the same. */
export function isAboutSchools({ name }: Page): boolean {
  return name === 'schools' || name === 'across';
}

/** These pages are looked at in between: one goes back from them to where one was. */
export function isAside({ name }: Page): boolean {
  return name === 'backups' || name === 'history' || name === 'access' || name === 'about';
}

/** Panels that are drawers where the window is small, and can be folded where it is not. */
export type Panel = 'tree' | 'details' | 'findings';

export interface Navigation {
  readonly page: Observable<Page>;
  /** The drawer that is open. */
  readonly drawer: Observable<Panel | null>;
  readonly folded: Observable<ReadonlySet<Panel>>;
  /** The form that was open last. */
  lastForm(): string | null;
  go(page: Page): void;
  /** From a page that is looked at in between to where she was before. */
  back(): void;
  toggleDrawer(panel: Panel): void;
  toggleFolded(panel: Panel): void;
  /** Shows the cell with its form and puts the cursor there. */
  goToCell(store: SubmissionStore, cell: CellRef): void;
  /** Shows where a finding is and outlines the cells that take part in it. */
  goToFinding(store: SubmissionStore, finding: Finding): void;
}

/** `remembered` are the panels that were folded when the program was last used; `remember` hears of every change. */
export function createNavigation(
  remembered: readonly Panel[] = [],
  remember: (folded: readonly Panel[]) => void = () => undefined,
): Navigation {
  const page = createValue<Page>({ name: 'home' });
  const drawer = createValue<Panel | null>(null);
  const folded = createValue<ReadonlySet<Panel>>(new Set(remembered));

  let lastForm: string | null = null;
  let lastPage: Page = { name: 'home' };

  function go(next: Page) {
    commitDraft();
    if (next.name === 'form') lastForm = next.form;
    const now = page.get();
    if (!isAside(now)) lastPage = now;
    const same =
      now.name === next.name &&
      (!('form' in now) || ('form' in next && now.form === next.form)) &&
      (!('part' in now) || ('part' in next && now.part === next.part));
    // What is said about the cell stays open while she works in the form; undo comes through here too.
    if (!same || drawer.get() !== 'details') drawer.set(null);
    if (!same) page.set(next);
  }

  function toggleFolded(panel: Panel) {
    const next = new Set(folded.get());
    if (!next.delete(panel)) next.add(panel);
    folded.set(next);
    remember([...next]);
  }

  function goToCell(store: SubmissionStore, { form, cell }: CellRef) {
    const definition = store.definitions.forms[form];
    if (definition === undefined) return;
    store.selection.remember(form, cell);
    go({ name: 'form', form });
    store.selection.resume(store.shape(definition));
  }

  return {
    page,
    drawer,
    folded,
    lastForm: () => lastForm,
    go,
    back: () => go(lastPage),
    toggleDrawer(panel) {
      const opens = drawer.get() !== panel;
      // A drawer has no button that would unfold it.
      if (opens && folded.get().has(panel)) toggleFolded(panel);
      drawer.set(opens ? panel : null);
    },
    toggleFolded,
    goToCell,
    goToFinding(store, finding) {
      const [first] = finding.cells;
      if (first === undefined) go({ name: 'form', form: finding.form });
      else goToCell(store, first);
      store.selection.outline(finding);
    },
  };
}
