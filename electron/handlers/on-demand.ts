import { contract, type Method } from '../../shared/ipc';
import type { Handlers } from './context';

/** Areas whose handlers the first painted page does not need. */
export type LaterArea =
  | 'about'
  | 'audit'
  | 'backup'
  | 'figures'
  | 'import'
  | 'paper'
  | 'practice'
  | 'rosters'
  | 'targets'
  | 'template'
  | 'workbook';

/**
 * Handlers of an area that are read from their own file when the first of them is called. A file that cannot be read
 * fails that call, which the clerk is told like any other failure, and is tried again with the next.
 */
export function onDemand<Area extends LaterArea>(
  area: Area,
  load: () => Promise<Handlers<Area>>,
): Handlers<Area> {
  let loading: Promise<Handlers<Area>> | null = null;
  const loaded = (): Promise<Handlers<Area>> => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const isOfArea = (method: string): method is Extract<Method, `${Area}.${string}`> =>
    method.startsWith(`${area}.`);
  const methods = Object.keys(contract).filter(isOfArea);
  // The contract names exactly the methods that the type has.
  return Object.fromEntries(
    methods.map((method) => [
      method,
      async (input: unknown) => {
        const handlers = await loaded();
        return (handlers[method] as (parsed: unknown) => unknown)(input);
      },
    ]),
  ) as Handlers<Area>;
}
