declare global {
  interface Window {
    /** Put there by tests and benches only: how often each part of a form was rendered, by its name. */
    tianbaoRenders?: Map<string, number>;
  }
}

/** Costs one look at a property unless somebody counts. */
export function countRender(name: string): void {
  const counts = window.tianbaoRenders;
  if (counts !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
}
