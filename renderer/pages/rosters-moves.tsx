/** 变动 */
export function RostersMoves() {
  return <p>变动</p>;
}
