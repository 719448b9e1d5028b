import { type AppError, Refusal, refusal } from '../shared/error';
import { contract, type Envelope, type Method } from '../shared/ipc';
import type { AllHandlers, Handler } from './handlers/context';
import type { Log } from './log';

/** Who sends a message: only the page that we serve, in its main frame, is listened to. */
export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
}

export interface DoorOptions {
  readonly handlers: AllHandlers;
  readonly log: Log;
  /** Recognises errors of the storage. */
  readonly translate: (error: unknown) => Refusal | undefined;
  /** Refuses what may not be done now, as while the program is locked. */
  readonly guard?: (method: Method) => void;
}

export type Door = (sender: Sender | null, method: unknown, input: unknown) => Promise<Envelope<unknown>>;

/** Beyond this a call is worth a line in the log: a clerk begins to notice. */
const slowMilliseconds = 100;
/** A paste of 20,000 cells is about two million; more than this is not a clerk's work. */
const inputLimit = 8_000_000;
/** What a value counts beside its characters; a million of them is more than any schema should have to look at. */
const valueSize = 8;

/** The one door between the page and main. Whatever happens behind it, the answer is an envelope. */
export function createDoor({ handlers, log, translate, guard }: DoorOptions): Door {
  return async (sender, name, input) => {
    const started = performance.now();
    const method = isMethod(name) ? name : undefined;
    try {
      if (!isOurPage(sender)) throw refusal('app.foreignSender', {});
      // Only a text is repeated: what else became one could throw, or take for ever.
      if (method === undefined)
        throw refusal('app.badRequest', { method: typeof name === 'string' ? name.slice(0, 60) : '' });
      guard?.(method);
      const value = await pass(handlers, method, input);
      const milliseconds = Math.round(performance.now() - started);
      if (milliseconds > slowMilliseconds) log.write('call.slow', { method, milliseconds });
      return { ok: true, value };
    } catch (thrown) {
      return { ok: false, error: explain(thrown, method ?? 'unknown') };
    }
  };

  function explain(thrown: unknown, method: string): AppError {
    const known = thrown instanceof Refusal ? thrown : translate(thrown);
    if (known === undefined)
      return { code: 'app.internal', params: { id: log.failure('call.failed', thrown, { method }) } };
    log.write('call.refused', { method, code: known.error.code });
    return known.error;
  }
}

function isMethod(name: unknown): name is Method {
  return typeof name === 'string' && Object.hasOwn(contract, name);
}

function isOurPage(sender: Sender | null): boolean {
  if (sender === null || !sender.isMainFrame || !URL.canParse(sender.url)) return false;
  const { protocol, host } = new URL(sender.url);
  return protocol === 'app:' && host === 'tianbao';
}

async function pass(handlers: AllHandlers, method: Method, input: unknown): Promise<unknown> {
  if (!isPlainWithin(input, inputLimit)) throw refusal('app.badRequest', { method });
  const parsed = contract[method].input.safeParse(input);
  if (!parsed.success) throw refusal('app.badRequest', { method });
  // The table ties each handler to its schema; TypeScript cannot follow one method through both lookups.
  const handler = handlers[method] as Handler<Method>;
  return handler(parsed.data);
}

/**
 * Whether the input is what JSON could say, and no more of it than the limit. Stops counting there, so that a huge input
 * costs no more than a large one. The places of an array count, too: one without elements is written in a few bytes,
 * and whoever walked through its places would never come back.
 */
export function isPlainWithin(input: unknown, limit: number): boolean {
  let left = limit;
  const pending: unknown[] = [input];
  while (pending.length > 0 && left >= 0) {
    const value = pending.pop();
    left -= typeof value === 'string' ? value.length + valueSize : valueSize;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      left -= value.length;
      if (left >= 0) for (const child of value as unknown[]) pending.push(child);
    } else {
      // A map, a date or a buffer would pass for an object without keys.
      if (Object.getPrototypeOf(value) !== Object.prototype) return false;
      for (const key in value) {
        left -= key.length;
        if (left < 0) return false;
        pending.push((value as Record<string, unknown>)[key]);
      }
    }
  }
  return left >= 0;
}
