import { nobody, nobodyChosen } from '../../shared/audit-words';
import { access } from '../store/access';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';

/** Where a change names nobody: nobody was chosen of those who are registered, or nobody is registered. */
export function useNobody(): string {
  const { session } = useApp();
  const { operators } = useValue(access) ?? session.start.access;
  return operators.length > 0 ? nobodyChosen : nobody;
}
