import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { EventName, Events } from '../shared/ipc';
import type { Door, Sender } from './door';

/** Hangs the door on the only channel that the program listens to. */
export function openDoor(door: Door): void {
  ipcMain.handle('tianbao.call', (event, method: unknown, input: unknown) =>
    door(senderOf(event), method, input),
  );
}

/** Null when the frame has navigated away or is gone by the time its message arrives. */
function senderOf({ senderFrame: frame }: IpcMainInvokeEvent): Sender | null {
  return frame === null ? null : { url: frame.url, isMainFrame: frame.parent === null };
}

export function sendEvent<E extends EventName>(window: BrowserWindow, event: E, data: Events[E]): void {
  window.webContents.send('tianbao.event', event, data);
}
