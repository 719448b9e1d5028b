import { sampleYear } from '../../shared/practice';
import { exportedVersion } from '../store/exported';
import type { App } from '../store/context';
import { cellName } from '../../shared/cell';
import { createValue, type Observable } from '../store/observable';
import { askedOf } from '../store/progress';
import type { SubmissionStore } from '../store/submission-store';
import { doneSteps, isGone, type Seen, stepNames, type StepName } from './practice-steps';

export interface Guide {
  readonly done: Observable<ReadonlySet<StepName>>;
  /** What a step is about is not there now. */
  readonly gone: Observable<ReadonlySet<StepName>>;
  readonly folded: Observable<boolean>;
  /** She has read what the step shows. */
  read(step: StepName): void;
  fold(folded: boolean): void;
  /** Nothing is watched any more. */
  stop(): void;
}

/** The submission that the guide is about; null while another one is shown. */
export function guided({ session }: App): SubmissionStore | null {
  const { submission } = session.state.get();
  return submission?.collection.schoolYear === sampleYear ? submission : null;
}

/** Watches what happens in the window, ticks the steps off, and has main remember them. */
export function watchSteps(app: App): Guide {
  const { call, navigation, session } = app;
  const done = createValue<ReadonlySet<StepName>>(new Set());
  const gone = createValue<ReadonlySet<StepName>>(new Set());
  const folded = createValue(false);
  const read = new Set<StepName>();
  let stopStore: () => void = () => undefined;
  let known = false;

  function remember() {
    // Only the ticks are lost when it cannot be kept.
    void call('practice.remember', { done: [...done.get()], folded: folded.get() }).catch(() => undefined);
  }

  function look() {
    const store = guided(app);
    if (store === null || !known) return;
    const before = done.get();
    const seen = seenIn(store, navigation.page.get(), read);
    done.set(doneSteps(before, seen));
    const missing = stepNames.filter((name) => isGone(name, seen));
    if (missing.join() !== [...gone.get()].join()) gone.set(new Set(missing));
    if (done.get() !== before) remember();
  }

  function followStore() {
    stopStore();
    const store = guided(app);
    const stops = store === null ? [] : watchedIn(store).map(({ subscribe }) => subscribe(look));
    stopStore = () => {
      for (const stop of stops) stop();
    };
    look();
  }

  const stops = [
    session.state.subscribe(followStore),
    navigation.page.subscribe(look),
    exportedVersion.subscribe(look),
  ];
  void call('practice.guide', null)
    .then((memory) => {
      folded.set(memory.folded);
      done.set(new Set(stepNames.filter((name) => memory.done.includes(name))));
    })
    .catch(() => undefined)
    .then(() => {
      known = true;
      followStore();
    });

  return {
    done,
    gone,
    folded,
    read(step) {
      read.add(step);
      look();
    },
    fold(next) {
      folded.set(next);
      remember();
    },
    stop() {
      stopStore();
      for (const stop of stops) stop();
    },
  };
}

const watchedIn = (store: SubmissionStore): readonly Pick<Observable<unknown>, 'subscribe'>[] => [
  store.derived,
  store.findings,
  store.progress,
  store.submission,
  store.rosterCounts.current,
];

function seenIn(
  store: SubmissionStore,
  page: { readonly name: string; readonly form?: string | null },
  read: ReadonlySet<StepName>,
): Seen {
  const findings = store.findings.get();
  const progress = store.progress.get();
  const keys = (of: typeof findings) => new Set(of.map(({ finding }) => finding.key));
  return {
    form: page.name === 'form' ? (page.form ?? null) : null,
    read,
    text: (form, cell) => store.cells.get(cellName(form, cell)).view.text,
    errors: keys(findings.filter(({ open }) => open)),
    found: keys(findings.filter(({ waitsFor }) => waitsFor === null)),
    explained: keys(findings.filter(({ open, explanation }) => !open && explanation !== '')),
    filled: (form) => progress.find((each) => each.form.code === form)?.filled ?? 0,
    counted: store.rosterCounts.current.get().length,
    unreviewed: askedOf(progress).filter(({ reviewed }) => !reviewed).length,
    finalised: store.submission.get().state === 'finalised',
    exported: exportedVersion.get() !== null,
  };
}
