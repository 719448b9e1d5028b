import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/ipc';

// The page gets two functions and nothing of Electron: no channel it could name, no event object it could keep.
const bridge: Bridge = {
  call: (method, input) => ipcRenderer.invoke('tianbao.call', method, input),
  on: (event, listener) => {
    const heard = (_event: unknown, name: unknown) => {
      if (name === event) listener();
    };
    ipcRenderer.on('tianbao.event', heard);
    return () => ipcRenderer.off('tianbao.event', heard);
  },
};

contextBridge.exposeInMainWorld('tianbao', bridge);
