/** A definition that cannot be compiled: where it stands and why, in Chinese because it reaches the clerk's screen. */
export class BrokenDefinition extends Error {
  constructor(
    readonly form: string,
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${form} ${path}: ${problem}`);
  }
}
