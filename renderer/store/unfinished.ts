import { createValue } from './observable';

/**
 * Where work waits that is stored nowhere yet and is not typed figures: 名册 that are being put right. Quitting asks
 * first. It stands by itself, so that the start need not read what fills it.
 */
export const unfinished = createValue<'rosters' | null>(null);
