import { useEffect, useState } from 'react';
import { pinyin } from '../grid/pinyin';

/** What knows names by their pinyin; its dictionary is only fetched once letters are typed. */
export function useSpelling(typed: string): ((name: string, letters: string) => boolean) | null {
  const [loaded, setLoaded] = useState(() => pinyin.match() !== null);
  const isLetters = /[a-z]/i.test(typed);
  useEffect(() => {
    if (!isLetters || loaded) return;
    let left = false;
    void pinyin.load().then((match) => {
      if (!left && match !== null) setLoaded(true);
    });
    return () => {
      left = true;
    };
  }, [isLetters, loaded]);
  return loaded ? pinyin.match() : null;
}
