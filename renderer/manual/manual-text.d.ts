/** What scripts/manual-plugin.mjs makes of docs/manual while the window is built. */
declare module 'virtual:manual' {
  // An ambient module may not import by a relative name.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  export const text: import('./manual-nodes').ManualText;
  /** Addresses by the name of the picture. */
  export const images: Readonly<Record<string, string>>;
}
