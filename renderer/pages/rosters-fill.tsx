/** 填表 */
export function RostersFill() {
  return <p>填表</p>;
}
