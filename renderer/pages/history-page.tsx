export function HistoryPage() {
  return <h1>修改记录</h1>;
}
