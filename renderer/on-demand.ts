import type { Page } from './store/navigation';
import { onDemand, type Part } from './components/on-demand';

/*
 * Everything that the home page can be painted without. What is shown from somewhere else is taken from here, never
 * imported directly: one import would put it, and what it imports, back on the start path.
 */

/** Shown where there is no submission, which is seldom: never fetched ahead. */
export const WelcomePage = onDemand(() => import('./pages/welcome-page'), 'WelcomePage');

export const FormPage = onDemand(() => import('./pages/form-page'), 'FormPage');
export const CellDetails = onDemand(() => import('./panels/cell-details'), 'CellDetails');
export const FindingsPanel = onDemand(() => import('./panels/findings-panel'), 'FindingsPanel');
export const IndicatorsPage = onDemand(() => import('./pages/indicators-page'), 'IndicatorsPage');
export const FinishPage = onDemand(() => import('./pages/finish-page'), 'FinishPage');
export const ImportPage = onDemand(() => import('./pages/import-steps'), 'ImportSteps');
export const PrintPage = onDemand(() => import('./pages/print-page'), 'PrintPage');
export const SchoolsPage = onDemand(() => import('./pages/schools-page'), 'SchoolsPage');
export const AcrossPage = onDemand(() => import('./pages/across-page'), 'AcrossPage');
export const TargetsPage = onDemand(() => import('./pages/targets-page'), 'TargetsPage');
export const RostersPage = onDemand(() => import('./pages/rosters-page'), 'RostersPage');
export const BackupsPage = onDemand(() => import('./pages/backups-page'), 'BackupsPage');
export const BackupsNotice = onDemand(() => import('./pages/backups-notice'), 'BackupsNotice');
export const BackupsRescue = onDemand(() => import('./pages/backups-rescue'), 'BackupsRescue');
export const HistoryPage = onDemand(() => import('./pages/history-page'), 'HistoryPage');
export const AccessPage = onDemand(() => import('./pages/access-page'), 'AccessPage');
export const AboutPage = onDemand(() => import('./pages/about-page'), 'AboutPage');
export const StartCheck = onDemand(() => import('./pages/about-start-problem'), 'StartCheck');
export const TemplatePage = onDemand(() => import('./pages/template-workspace'), 'TemplateWorkspace');

export const CarryOffer = onDemand(() => import('./pages/carry-offer'), 'CarryOffer');
export const ImportUndo = onDemand(() => import('./pages/import-undo'), 'ImportUndo');
export const RosterOffer = onDemand(() => import('./panels/roster-offer'), 'RosterOffer');
export const RosterHint = onDemand(() => import('./panels/roster-hint'), 'RosterHint');
export const RosterBehind = onDemand(() => import('./pages/rosters-behind'), 'RosterBehind');
export const CarryDialog = onDemand(() => import('./pages/carry-dialog'), 'CarryDialog');
export const SchoolsChooser = onDemand(() => import('./pages/schools-chooser'), 'SchoolsChooser');
export const ReviewDialog = onDemand(() => import('./pages/review-dialog'), 'ReviewDialog');
export const FinaliseDialog = onDemand(() => import('./pages/finalise-dialog'), 'FinaliseDialog');
export const SchoolDialog = onDemand(() => import('./pages/school-dialog'), 'SchoolDialog');
export const CollectionDialog = onDemand(() => import('./pages/collection-dialog'), 'CollectionDialog');
export const ExceptionDialog = onDemand(() => import('./panels/explanation-dialog'), 'ExceptionDialog');
export const Menu = onDemand(() => import('./components/menu'), 'Menu');
export const Manual = onDemand(() => import('./manual/manual'), 'Manual');
export const ManualHelp = onDemand(() => import('./manual/manual-help'), 'ManualHelp');
export const LockScreen = onDemand(() => import('./pages/lock-screen'), 'LockScreen');
export const OperatorChooser = onDemand(() => import('./panels/operator-chooser'), 'OperatorChooser');
export const PracticeGuide = onDemand(() => import('./panels/practice-guide'), 'PracticeGuide');
export const KeysDialog = onDemand(() => import('./panels/keys-dialog'), 'KeysDialog');
export const ClosingDialog = onDemand(() => import('./panels/closing-dialog'), 'ClosingDialog');
export const UnfinishedDialog = onDemand(() => import('./panels/closing-dialog'), 'UnfinishedDialog');

/**
 * The order in which they are fetched once the home page is painted. What is opened once in a while takes memory only
 * then: it is read when it is asked for.
 */
export const parts = [
  FormPage,
  CellDetails,
  FindingsPanel,
  ClosingDialog,
  ReviewDialog,
  FinaliseDialog,
  Menu,
  LockScreen,
  KeysDialog,
  ExceptionDialog,
  CarryDialog,
  FinishPage,
  IndicatorsPage,
  SchoolDialog,
  CollectionDialog,
  ImportPage,
  PrintPage,
  SchoolsPage,
  AcrossPage,
  SchoolsChooser,
  TargetsPage,
  TemplatePage,
  RostersPage,
  RosterBehind,
];

/** What has to be there before a page is shown; null for the page that the start brings along. */
export const pageParts: Readonly<Record<Page['name'], Part | null>> = {
  home: null,
  form: FormPage,
  indicators: IndicatorsPage,
  finish: FinishPage,
  import: ImportPage,
  template: TemplatePage,
  targets: TargetsPage,
  print: PrintPage,
  schools: SchoolsPage,
  across: AcrossPage,
  rosters: RostersPage,
  backups: BackupsPage,
  history: HistoryPage,
  access: AccessPage,
  about: AboutPage,
};
