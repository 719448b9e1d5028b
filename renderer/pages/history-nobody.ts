import { nobodyOf } from '../../shared/audit-words';
import { access } from '../store/access';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';

/** What stands where a change names nobody. */
export function useNobody(): string {
  const { session } = useApp();
  const { operators } = useValue(access) ?? session.start.access;
  return nobodyOf(operators.length > 0);
}
