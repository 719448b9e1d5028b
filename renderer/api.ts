import type { AppError } from '../shared/error';
import type { Bridge, Input, Method, Output } from '../shared/ipc';

declare global {
  interface Window {
    readonly tianbao: Bridge;
  }
}

/** A refusal by main, with the error that the clerk is told about. */
export class CallFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.name = 'CallFailure';
    this.error = error;
  }
}

export type Call = <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;

export function createCall(bridge: Pick<Bridge, 'call'>): Call {
  return async <M extends Method>(method: M, input: Input<M>) => {
    const envelope = await bridge.call(method, input);
    if (!envelope.ok) throw new CallFailure(envelope.error);
    return envelope.value as Output<M>;
  };
}

/** What the clerk is told about anything thrown; a defect of our own has no better name than its message. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof CallFailure) return thrown.error;
  console.error(thrown);
  return {
    code: 'app.internal',
    params: { id: thrown instanceof Error ? thrown.message.slice(0, 60) : 'window' },
  };
}
