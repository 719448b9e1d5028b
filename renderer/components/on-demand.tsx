import { useEffect, type ComponentType, type ReactNode } from 'react';
import { createValue, useValue } from '../store/observable';

type FunctionComponent = (props: never) => ReactNode;
type PropsOf<Component> = Component extends () => ReactNode
  ? object
  : Component extends (props: infer Props extends object) => ReactNode
    ? Props
    : never;

/** The component `Name` of a module that is not part of the start. */
export interface OnDemand<Module extends Readonly<Record<Name, FunctionComponent>>, Name extends string> {
  (props: PropsOf<Module[Name]>): ReactNode;
  /** Resolves when it can be painted at once, and when its code could not be had: showing it tries again and says so. */
  load(): Promise<void>;
  isLoaded(): boolean;
}

/** What can be fetched ahead. */
export type Part = Pick<OnDemand<Readonly<Record<string, FunctionComponent>>, string>, 'load' | 'isLoaded'>;

type Code = { readonly Component: ComponentType<object> } | { readonly failure: Error } | null;

/**
 * Once loaded it paints in the same frame as any other component, until then it shows nothing. React's own `lazy`
 * suspends even when the code is there, and may then hold the page back for 300 ms.
 * Throws while rendering when the code cannot be loaded, so that the crash guard tells of it.
 */
export function onDemand<Module extends Readonly<Record<Name, FunctionComponent>>, Name extends string>(
  read: () => Promise<Module>,
  name: Name,
): OnDemand<Module, Name> {
  const code = createValue<Code>(null);
  let loading: Promise<void> | null = null;
  let failure: Error | null = null;

  async function start() {
    try {
      const module = await read();
      // The props are those of the module's own component, as the type of what is returned says.
      code.set({ Component: module[name] as unknown as ComponentType<object> });
    } catch (thrown) {
      failure = thrown instanceof Error ? thrown : new Error(String(thrown));
      loading = null;
    }
  }

  const load = () => (loading ??= start());

  /** What could not be had ahead is asked for once more where it is to be shown. */
  async function show() {
    await load();
    if (code.get() === null && failure !== null) code.set({ failure });
  }

  function Loaded(props: PropsOf<Module[Name]>) {
    const now = useValue(code);
    useEffect(() => void show(), []);
    if (now === null) return null;
    if ('failure' in now) throw now.failure;
    return <now.Component {...props} />;
  }

  return Object.assign(Loaded, { load, isLoaded: () => code.get() !== null });
}

/** Loads one after another while nothing else is to be done, the most likely ones first. Returns how to stop. */
export function loadWhenIdle(parts: readonly Pick<Part, 'load'>[]): () => void {
  const [next, ...rest] = parts;
  if (next === undefined) return () => undefined;
  let stopped = false;
  let stop: () => void;
  const waiting = requestIdleCallback(() => {
    void next.load().then(() => {
      if (!stopped) stop = loadWhenIdle(rest);
    });
  });
  stop = () => cancelIdleCallback(waiting);
  return () => {
    stopped = true;
    stop();
  };
}
