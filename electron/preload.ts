import { contextBridge, ipcRenderer, webFrame } from 'electron';
import type { Bridge, EventName, Events } from '../shared/ipc';

/** Frames outlive what is loaded into them, so each load has a name of its own; no page can give another's. */
const page = `${performance.timeOrigin} ${Math.random()}`;

// The page gets two functions and nothing of Electron: no channel it could name, no event object it could keep.
const bridge: Bridge = {
  call: (method, input) => ipcRenderer.invoke('tianbao.call', method, input, page),
  on: <E extends EventName>(event: E, listener: (data: Events[E]) => void) => {
    const heard = (_event: unknown, name: unknown, data: unknown) => {
      if (name === event) listener(data as Events[E]);
    };
    ipcRenderer.on('tianbao.event', heard);
    return () => ipcRenderer.off('tianbao.event', heard);
  },
};

contextBridge.exposeInMainWorld('tianbao', bridge);

/** By then the home page and what it fetches ahead are there. In milliseconds. */
const restAfter = 1500;

// What the start has left behind is half of the page's memory, and would lie there until the page makes more of it.
setTimeout(() => webFrame.clearCache(), restAfter);
