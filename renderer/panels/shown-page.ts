import { useEffect, useState } from 'react';
import { pageParts } from '../on-demand';
import { useApp } from '../store/context';
import type { Page } from '../store/navigation';
import { useValue } from '../store/observable';

/** The page where she is; the one before stays until the code of the next has come. */
export function useShownPage(): Page {
  const wanted = useValue(useApp().navigation.page);
  const [shown, setShown] = useState(wanted);
  const part = pageParts[wanted.name];
  const ready = part === null || part.isLoaded();
  if (ready && shown !== wanted) setShown(wanted);
  useEffect(() => {
    if (ready) return;
    let left = false;
    void part.load().then(() => {
      if (!left) setShown(wanted);
    });
    return () => {
      left = true;
    };
  }, [part, ready, wanted]);
  return ready ? wanted : shown;
}
