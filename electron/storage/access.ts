import type { AccessState } from '../../shared/ipc-access';
import type { Database } from './database';

export function accessState(_database: Database): AccessState {
  return { operators: [], operator: null, hasPassword: false, sealed: false, idleMinutes: 0 };
}
