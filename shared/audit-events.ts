/** Everything that the log of events knows besides the cells, in the words of shared/audit-words.ts. */
export const eventKinds = [
  'explained',
  'exception',
  'importBegan',
  'importUndone',
  'reviewed',
  'unreviewed',
  'confirmed',
  'unconfirmed',
  'editionFollowed',
  'schoolCreated',
  'schoolChanged',
  'roundCreated',
  'roundChanged',
  'targetsSaved',
  'targetsRemoved',
  'rosterLoaded',
  'rosterRemoved',
  'rosterFilled',
  'rosterSettled',
  'rosterPersonChanged',
  'rosterAnswered',
  'rosterMoved',
  'templateFilled',
  'pdfSaved',
  'pageSaved',
  'printed',
  'pagePrinted',
  'targetsExported',
  'mappingSaved',
  'historyExported',
  'backupRestored',
  'passwordSet',
  'passwordChanged',
  'passwordRemoved',
  'personAdded',
  'personChanged',
  'operatorChosen',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** A file left the program: `about` is its name, what the event led to its SHA-256. */
const fileKinds: ReadonlySet<string> = new Set<EventKind>([
  ...([
    'templateFilled',
    'pdfSaved',
    'pageSaved',
    'targetsExported',
    'mappingSaved',
    'historyExported',
  ] as const),
]);

export const isFileEvent = (kind: string): boolean => fileKinds.has(kind);
