import type { App } from '../store/context';
import { type Destination, switchTo } from '../store/switching';

/** Goes to another school or year; the window is made anew for it, and the focus is again on what was used. */
export async function switchFrom(control: string, app: App, destination: Destination): Promise<void> {
  await switchTo(app, destination);
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>(`[data-testid="${control}"]`)?.focus();
}
