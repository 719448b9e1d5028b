import type { z } from 'zod';
import type { Definitions } from '../../shared/definitions';
import type { Contract, Method, Output } from '../../shared/ipc';
import type { Log } from '../log';
import type { Database } from '../storage/database';

/** What the program asks of the desktop; tests of handlers bring their own. */
export interface Desktop {
  /** Asks the clerk where to save, starting where she saved last; null when she cancels. */
  readonly chooseSaveTarget: (suggestedName: string) => Promise<string | null>;
  /** Opens the folder with the file selected; false when the file is gone. */
  readonly showFile: (file: string) => boolean;
  readonly openDataFolder: () => Promise<void>;
  readonly quit: () => void;
}

/** Everything that handlers work with. */
export interface HandlerContext {
  readonly definitions: Definitions;
  readonly database: Database;
  readonly desktop: Desktop;
  readonly log: Log;
  readonly version: string;
  readonly now: () => Date;
}

type Parsed<M extends Method> = z.output<Contract[M]['input']>;
export type Handler<M extends Method> = (input: Parsed<M>) => Output<M> | Promise<Output<M>>;

/** Handlers of one area: `Handlers<'school'>` has exactly the methods that begin with `school.`. */
export type Handlers<Area extends string> = {
  readonly [M in Extract<Method, `${Area}.${string}`>]: Handler<M>;
};
export type AllHandlers = { readonly [M in Method]: Handler<M> };
