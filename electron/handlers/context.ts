import type { z } from 'zod';
import type { Definitions } from '../../shared/definitions';
import type { Contract, Method, Output } from '../../shared/ipc';
import type { BackupReason } from '../../shared/ipc-backup';
import type { WorkProgress } from '../../shared/ipc-work';
import type { Jobs } from '../jobs/table';
import type { Log } from '../log';
import type { StartTexts } from '../start-texts';
import type { Database } from '../storage/database';

/** What comes of paper that is looked at. */
export interface PaperWatch {
  /** Asked when the pages are ready: where it throws they are not shown. */
  readonly mayShow?: () => void;
  /** She had it printed from there, or saved under that path. */
  readonly printed?: () => void;
  readonly saved?: (file: string) => void;
}

/** Paper: pages made by Chromium from HTML. A PDF is the one result; preview and print show the same pages. */
export interface Printer {
  readonly pdf: (html: string) => Promise<{ readonly bytes: Uint8Array; readonly pages: number }>;
  /** Shows the pages in a window of their own. */
  readonly preview: (html: string, title: string, watch?: PaperWatch) => Promise<{ readonly pages: number }>;
  /** The system's print dialog; false when it is cancelled. `mayShow` as of `PaperWatch`. */
  readonly print: (html: string, mayShow?: () => void) => Promise<boolean>;
  /** The page that the window shows, drawn by its own style for paper. */
  readonly windowPdf: () => Promise<{ readonly bytes: Uint8Array; readonly pages: number }>;
  /** As `print`, of the page that the window shows. */
  readonly printWindow: () => Promise<boolean>;
}

/** Which files an open dialog offers. */
export type OpenKind = 'workbook' | 'template' | 'mapping' | 'targets' | 'roster' | 'backup';

/** What the program asks of the desktop; tests of handlers bring their own. */
export interface Desktop {
  /** A workbook that the program was given waits: `chooseOpenFile` gives it instead of asking. */
  readonly workbookOffered: () => boolean;
  /** Asks the clerk for a file, starting where she opened one last; null when she cancels. */
  readonly chooseOpenFile: (kind: OpenKind) => Promise<string | null>;
  /** As `chooseOpenFile`, for one or more files; null when she cancels. */
  readonly chooseOpenFiles: (kind: OpenKind) => Promise<readonly string[] | null>;
  /**
   * Asks the clerk where to save, starting where she saved last; null when she cancels. The suggested name's extension
   * (.xlsx, .pdf, .json) is the kind of file.
   */
  readonly chooseSaveTarget: (suggestedName: string) => Promise<string | null>;
  /** Opens the folder with the file selected; false when the file is gone. */
  readonly showFile: (file: string) => boolean;
  readonly openDataFolder: () => Promise<void>;
  /** Asks the clerk for a folder; null when she cancels. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly openFolder: (folder: string) => Promise<void>;
  readonly quit: () => void;
  /** Closes every window but the program's own: what is shown in them is covered by no lock. */
  readonly closeOthers: () => void;
  /** Larger, smaller or the usual size; gives the factor that the window has now. */
  readonly zoom: (step: -1 | 0 | 1) => number;
  /** Tells the window how far the work off the main thread has come. */
  readonly progress: (progress: WorkProgress) => void;
  readonly printer: Printer;
  /** Puts a PNG on the clipboard; false when it is none. */
  readonly copyPicture: (png: Buffer<ArrayBuffer>) => Promise<boolean>;
}

/** The files that are open, and how others are opened in their place. */
export interface Workplace {
  readonly dataFolder: string;
  readonly databaseFile: string;
  /** What is open is the sample school, which can be thrown away. */
  readonly practice: boolean;
  /**
   * Closes the database, lets `swap` change files while nothing is open, opens the clerk's own file or the sample's and
   * loads the page anew. What `swap` throws is thrown once the database is open again. Refused with `work.busy` while
   * work off the main thread is under way.
   */
  readonly reopen: (practice: boolean, swap?: () => void | Promise<void>) => Promise<void>;
}

/** What is left to work with when nothing could be opened. */
export interface BadStartPlace {
  readonly workplace: Workplace;
  readonly now: () => Date;
}

/** Everything that handlers work with. */
export interface HandlerContext {
  readonly definitions: Definitions;
  readonly database: Database;
  readonly desktop: Desktop;
  readonly jobs: Jobs;
  readonly workplace: Workplace;
  /** Folder of the definitions. */
  readonly resources: string;
  readonly log: Log;
  readonly version: string;
  readonly now: () => Date;
  /** What the page starts with, where it is at hand; it is written out anew where it is not. */
  readonly startTexts?: (() => StartTexts | undefined) | undefined;
  /** Has a copy of the database made without anybody waiting for it; absent where none are made by themselves. */
  readonly copySoon?: ((reason: BackupReason) => void) | undefined;
}

type Parsed<M extends Method> = z.output<Contract[M]['input']>;
export type Handler<M extends Method> = (input: Parsed<M>) => Output<M> | Promise<Output<M>>;

/** Handlers of one area: `Handlers<'school'>` has exactly the methods that begin with `school.`. */
export type Handlers<Area extends string> = {
  readonly [M in Extract<Method, `${Area}.${string}`>]: Handler<M>;
};
export type AllHandlers = { readonly [M in Method]: Handler<M> };
