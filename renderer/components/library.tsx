import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import '../styles/library.css';

/*
 * The component library would insert a style element as soon as something in it can be pressed. Our policy for content
 * refuses style elements; the library leaves it when one of this id is there, and the rule stands in library.css.
 */
const styleId = 'react-aria-pressable-style';
if (document.getElementById(styleId) === null) {
  const mark = document.createElement('meta');
  mark.id = styleId;
  document.head.append(mark);
}

interface LibraryProps {
  readonly children: ReactNode;
}

/** Everything of react-aria-components stands in this: its own words for screen readers are then Chinese. */
export function Library({ children }: LibraryProps) {
  return <I18nProvider locale="zh-CN">{children}</I18nProvider>;
}
