const fields: ReadonlySet<string> = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** The parts of an element that tell; one of no HTML has no `isContentEditable`. */
interface Place {
  readonly tagName: string;
  readonly isContentEditable?: boolean;
}

/** Whether what is typed, and what Ctrl+Z takes back, belongs to this element and not to the window. */
export function takesText(element: Place | null): boolean {
  return element !== null && (fields.has(element.tagName) || element.isContentEditable === true);
}
