/** 名单 */
export function RostersPeople() {
  return <p>名单</p>;
}
