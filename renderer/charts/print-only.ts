import '../styles/paper-page.css';

/**
 * Marks what is to be on paper while `print` has the page drawn: the window's bars and everything else stay off it.
 * Nothing is left marked, however it ends.
 */
export async function printOnly<T>(element: Element | null, print: () => Promise<T>): Promise<T> {
  const { documentElement: root } = document;
  root.dataset['printOnly'] = '';
  element?.setAttribute('data-on-paper', '');
  for (let each = element?.parentElement ?? null; each !== null && each !== root; each = each.parentElement)
    each.setAttribute('data-around-paper', '');
  try {
    return await print();
  } finally {
    delete root.dataset['printOnly'];
    element?.removeAttribute('data-on-paper');
    for (const each of document.querySelectorAll('[data-around-paper]'))
      each.removeAttribute('data-around-paper');
  }
}
