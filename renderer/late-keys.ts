import type { App } from './store/context';

/**
 * Listens for the keys that work everywhere in the window. Their code is read once the first page is painted; what was
 * pressed before is done as soon as it is there, in the order of the keys. Returns how to stop.
 */
export function listenForKeys(app: App, showKeys: () => void): () => void {
  let press: ((event: KeyboardEvent) => boolean) | null = null;
  let loading: Promise<void> | null = null;

  function load(): Promise<void> {
    loading ??= import('./window-keys').then(
      ({ pressWindowKey }) => {
        press = (event) => pressWindowKey(event, app, showKeys);
      },
      () => {
        // The next key asks for it again.
        loading = null;
      },
    );
    return loading;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (press === null) void load().then(() => press?.(event));
    else if (press(event)) event.preventDefault();
  }

  window.addEventListener('keydown', onKeyDown);
  const frame = requestAnimationFrame(() => setTimeout(() => void load()));
  return () => {
    cancelAnimationFrame(frame);
    window.removeEventListener('keydown', onKeyDown);
  };
}
