import { useApp } from '../store/context';

/** From a page that is looked at in between; Escape does the same. */
export function WayBack() {
  const { navigation } = useApp();
  return (
    <button type="button" data-testid="way-back" onClick={() => navigation.back()}>
      返回
    </button>
  );
}
