import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';

/** How many errors go out as 特殊情况, with the way to their list; nothing where there are none. */
export function ExceptionCount() {
  const { navigation } = useApp();
  const count = useValue(useSubmission().findings).filter((view) => view.excepted).length;
  if (count === 0) return null;
  return (
    <button type="button" className="link" onClick={() => navigation.go({ name: 'finish' })}>
      特殊情况 {count} 处
    </button>
  );
}
