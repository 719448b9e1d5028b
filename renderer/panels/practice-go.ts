import { sampleTasks, sampleYear } from '../../shared/practice';
import type { App } from '../store/context';
import type { SubmissionStore } from '../store/submission-store';
import type { StepName } from './practice-steps';
import { guided } from './practice-watch';

const { figure, mistake, warning } = sampleTasks;

/** Shows where a step is done, and puts the cursor there. Nothing is done for her. */
export async function goToStep(app: App, name: StepName): Promise<void> {
  const store = guided(app) ?? (await openSample(app));
  if (store === null) return;
  const { navigation } = app;
  switch (name) {
    case 'open':
      return navigation.go({ name: 'form', form: figure.form });
    case 'figure':
      return navigation.goToCell(store, figure);
    case 'total':
      return navigation.goToCell(store, { form: figure.form, cell: figure.total });
    case 'mistake':
      return goToFound(app, store, mistake);
    case 'warning':
      goToFound(app, store, warning);
      return showFindings(app);
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

function goToFound(
  { navigation }: App,
  store: SubmissionStore,
  place: { readonly form: string; readonly cell: string; readonly finding: string },
): void {
  const found = store.findings.get().find(({ finding }) => finding.key === place.finding);
  if (found === undefined) navigation.goToCell(store, place);
  else navigation.goToFinding(store, found.finding);
}

/** Where the window is too small for them, the reasons are written in a drawer. */
function showFindings({ navigation }: App): void {
  requestAnimationFrame(() => {
    const region = document.querySelector<HTMLElement>('[data-region="findings"]');
    if (region?.checkVisibility() === false) navigation.toggleDrawer('findings');
  });
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
