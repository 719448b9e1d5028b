import { sampleTasks, sampleYear } from '../../shared/practice';
import type { App } from '../store/context';
import type { Panel } from '../store/navigation';
import type { SubmissionStore } from '../store/submission-store';
import type { StepName } from './practice-steps';
import { focusSoon, mostFrames } from './practice-focus';
import { guided } from './practice-watch';

const { figure, mistake, warning } = sampleTasks;

/** Shows where a step is done, and puts the cursor there. Nothing is done for her. */
export async function goToStep(app: App, name: StepName): Promise<void> {
  const store = guided(app) ?? (await openSample(app));
  if (store === null) return;
  const { navigation } = app;
  switch (name) {
    case 'open':
      return openForm(app);
    case 'figure':
      return navigation.goToCell(store, figure);
    case 'total':
      navigation.goToCell(store, { form: figure.form, cell: figure.total });
      return showPanel(app, 'details');
    case 'mistake':
      return goToFound(app, store, mistake);
    case 'warning':
      return goToWarning(app, store);
    case 'carry':
      return navigation.go({ name: 'home' });
    case 'roster':
      return navigation.go({ name: 'rosters', part: 'fill' });
    case 'review':
    case 'finalise':
    case 'export':
      return navigation.go({ name: 'finish' });
  }
}

/** Where the window is too small for the contents beside the page, they open with the form to choose. */
function openForm(app: App): void {
  const { navigation } = app;
  const item = () => document.querySelector<HTMLElement>(`.form-tree [data-stop="${figure.form}"]`);
  const tree = document.querySelector('[data-region="tree"]');
  if (tree?.checkVisibility() !== false || item() === null)
    return navigation.go({ name: 'form', form: figure.form });
  showPanel(app, 'tree');
  focusSoon(item);
}

/** The reason is written in its box: what is typed in the cell would take the place of the number. */
function goToWarning(app: App, store: SubmissionStore): void {
  goToFound(app, store, warning);
  const found = store.findings.get().find(({ finding }) => finding.key === warning.finding);
  if (found === undefined || found.waitsFor !== null) return showPanel(app, 'details');
  showPanel(app, 'findings');
  focusSoon(() =>
    document.querySelector<HTMLElement>(`[data-testid="${CSS.escape(`explain-${warning.finding}`)}"]`),
  );
}

function goToFound(
  { navigation }: App,
  store: SubmissionStore,
  place: { readonly form: string; readonly cell: string; readonly finding: string },
): void {
  const found = store.findings.get().find(({ finding }) => finding.key === place.finding);
  if (found === undefined) navigation.goToCell(store, place);
  else navigation.goToFinding(store, found.finding);
}

/** Folded it is unfolded; where the window is too small for it, it opens as a drawer. */
function showPanel({ navigation }: App, panel: Panel): void {
  if (navigation.folded.get().has(panel)) navigation.toggleFolded(panel);
  // The page that it stands beside may only be coming.
  let tries = mostFrames;
  const look = () => {
    const region = document.querySelector<HTMLElement>(`[data-region="${panel}"]`);
    if (region === null) {
      if ((tries -= 1) > 0) requestAnimationFrame(look);
    } else if (!region.checkVisibility() && navigation.drawer.get() !== panel) navigation.toggleDrawer(panel);
  };
  requestAnimationFrame(look);
}

/** She may be looking at last year, or at a school of her own making. */
async function openSample(app: App): Promise<SubmissionStore | null> {
  const { schools, collections } = app.session.state.get();
  const collection = collections.find(({ schoolYear }) => schoolYear === sampleYear);
  const [school] = schools;
  if (collection === undefined || school === undefined) return null;
  await app.session.open(school.id, collection.id);
  return guided(app);
}
