import type { Grid } from '../../shared/grid';
import type { Reading } from './reading';

/** Not there yet. */
export function readXls(reading: Reading, _bytes: Uint8Array): Promise<Grid> {
  return Promise.reject(reading.damaged(''));
}
