import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * Never seen: it only carries accelerators. It has no Edit menu, because its items would take Ctrl+Z, Ctrl+C and
 * Ctrl+V away from the page, where they mean cells.
 */
export function createMenu(
  window: () => BrowserWindow | undefined,
  zoomBy: (step: -1 | 0 | 1) => void,
): Menu {
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
  const zoomIn = () => zoomBy(1);
  return Menu.buildFromTemplate([
    {
      label: 'view',
      submenu: [
        key('zoom in', 'CommandOrControl+=', zoomIn),
        // What a keyboard with a number pad, or with + on its own key, sends.
        key('zoom in', 'CommandOrControl+Plus', zoomIn),
        key('zoom in', 'CommandOrControl+numadd', zoomIn),
        key('zoom out', 'CommandOrControl+-', () => zoomBy(-1)),
        key('zoom out', 'CommandOrControl+numsub', () => zoomBy(-1)),
        key('reset zoom', 'CommandOrControl+0', () => zoomBy(0)),
        key('full screen', 'F11', (target) => target.setFullScreen(!target.isFullScreen())),
      ],
    },
  ]);
}
