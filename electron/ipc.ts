import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { EventName, Events } from '../shared/ipc';
import type { Door, Sender } from './door';

/**
 * Hangs the door on the only channel that the program listens to. Only the window's own page is listened to: another that
 * was served from the same address would still be another.
 */
export function openDoor(door: Door, ours: () => WebContents | undefined): void {
  ipcMain.handle('tianbao.call', (event, method: unknown, input: unknown) =>
    door(event.sender === ours() ? senderOf(event) : null, method, input),
  );
}

/** Null when the frame has navigated away or is gone by the time its message arrives. */
function senderOf({ senderFrame: frame }: IpcMainInvokeEvent): Sender | null {
  return frame === null ? null : { url: frame.url, isMainFrame: frame.parent === null };
}

export function sendEvent<E extends EventName>(window: BrowserWindow, event: E, data: Events[E]): void {
  window.webContents.send('tianbao.event', event, data);
}
