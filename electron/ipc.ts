import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { EventName, Events } from '../shared/ipc';
import type { Envelope } from '../shared/ipc';
import type { Sender } from './door';

/**
 * Hangs the door on the only channel that the program listens to. Only the window's own page is listened to: another that
 * was served from the same address would still be another. `page` is the name that its preload made up.
 */
export function openDoor(
  door: (sender: Sender | null, method: unknown, input: unknown, page: unknown) => Promise<Envelope<unknown>>,
  ours: () => WebContents | undefined,
): void {
  ipcMain.handle('tianbao.call', (event, method: unknown, input: unknown, page: unknown) =>
    door(event.sender === ours() ? senderOf(event) : null, method, input, page),
  );
}

/** Null when the frame has navigated away or is gone by the time its message arrives. */
function senderOf({ senderFrame: frame }: IpcMainInvokeEvent): Sender | null {
  return frame === null ? null : { url: frame.url, isMainFrame: frame.parent === null };
}

export function sendEvent<E extends EventName>(window: BrowserWindow, event: E, data: Events[E]): void {
  window.webContents.send('tianbao.event', event, data);
}
