import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('tianbao', {});
