export function BackupsPage() {
  return <h1>备份与恢复</h1>;
}
