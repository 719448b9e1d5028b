/** 载入: choosing files, what their columns are, what is wrong with their rows, and saving. */
export function RostersLoad() {
  return <p>载入</p>;
}
