import type { SchoolFigures, SchoolStanding } from '../../shared/ipc-fill';
import type { HandlerContext } from './context';

/** Every school on this computer in one round. */
export function overviewOf(_context: HandlerContext, _collectionId: number): readonly SchoolStanding[] {
  return [];
}

/** One form of every school in one round. */
export function formAcross(
  _context: HandlerContext,
  _collectionId: number,
  _form: string,
): readonly SchoolFigures[] {
  return [];
}
