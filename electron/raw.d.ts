/** A text file, such as a migration, carried inside the bundle. */
declare module '*?raw' {
  const text: string;
  export default text;
}
