/** The part of Electron's window that can be shown larger. */
interface Zoomable {
  readonly webContents: {
    getZoomFactor(): number;
    setZoomFactor(factor: number): void;
  };
}

/** Readable on a projector at 200 %; below 100 % Chinese characters at 9 points cannot be told apart. */
const steps = [1, 1.1, 1.25, 1.5, 1.75, 2];

/** The next larger factor for 1, the next smaller for −1, the usual size for 0; the same at either end. */
export function zoomAfter(now: number, step: -1 | 0 | 1): number {
  if (step === 0) return 1;
  // Chromium keeps the factor as a logarithm and gives back 1.2500000000000002.
  const beyond = (factor: number) => (step > 0 ? factor > now + 0.01 : factor < now - 0.01);
  const next = (step > 0 ? steps : [...steps].reverse()).find(beyond);
  return next ?? steps.find((factor) => Math.abs(factor - now) < 0.02) ?? 1;
}

export interface Zoom {
  /** Gives the factor that the window has now. */
  readonly by: (step: -1 | 0 | 1) => number;
  /** As it was when the program was last used. */
  readonly restore: (factor: number | undefined) => void;
}

/** The size of everything in the window. `remember` hears of every change that the clerk makes. */
export function createZoom(window: () => Zoomable | undefined, remember: (factor: number) => void): Zoom {
  function by(step: -1 | 0 | 1): number {
    const contents = window()?.webContents;
    if (contents === undefined) return 1;
    const factor = zoomAfter(contents.getZoomFactor(), step);
    contents.setZoomFactor(factor);
    remember(factor);
    return factor;
  }

  return {
    by,
    restore(factor = 1) {
      const contents = window()?.webContents;
      // Chromium remembers by itself, but not what another computer's window had.
      if (contents !== undefined && Math.abs(contents.getZoomFactor() - factor) > 0.01)
        contents.setZoomFactor(factor);
    },
  };
}
