import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/** Readable on a projector at 200 %; below 100 % Chinese characters at 9 points cannot be told apart. */
const zoomSteps = [1, 1.1, 1.25, 1.5, 1.75, 2];

/**
 * Never seen: it only carries accelerators. It has no Edit menu, because its items would take Ctrl+Z, Ctrl+C and
 * Ctrl+V away from the page, where they mean cells.
 */
export function createMenu(window: () => BrowserWindow | undefined): Menu {
  function key(
    label: string,
    accelerator: string,
    act: (window: BrowserWindow) => void,
  ): MenuItemConstructorOptions {
    return {
      label,
      accelerator,
      click: () => {
        const target = window();
        if (target !== undefined) act(target);
      },
    };
  }
  const zoomIn = (target: BrowserWindow) => zoom(target, 1);
  return Menu.buildFromTemplate([
    {
      label: 'view',
      submenu: [
        key('zoom in', 'CommandOrControl+=', zoomIn),
        // What a keyboard with a number pad, or with + on its own key, sends.
        key('zoom in', 'CommandOrControl+Plus', zoomIn),
        key('zoom in', 'CommandOrControl+numadd', zoomIn),
        key('zoom out', 'CommandOrControl+-', (target) => zoom(target, -1)),
        key('zoom out', 'CommandOrControl+numsub', (target) => zoom(target, -1)),
        key('reset zoom', 'CommandOrControl+0', (target) => target.webContents.setZoomFactor(1)),
        key('full screen', 'F11', (target) => target.setFullScreen(!target.isFullScreen())),
      ],
    },
  ]);
}

function zoom({ webContents }: BrowserWindow, direction: 1 | -1): void {
  const now = webContents.getZoomFactor();
  // Chromium keeps the factor as a logarithm and gives back 1.2500000000000002.
  const beyond = (step: number) => (direction > 0 ? step > now + 0.01 : step < now - 0.01);
  const steps = direction > 0 ? zoomSteps : [...zoomSteps].reverse();
  const next = steps.find(beyond);
  if (next !== undefined) webContents.setZoomFactor(next);
}
