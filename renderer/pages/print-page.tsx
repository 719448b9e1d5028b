/** Not there yet. */
export function PrintPage() {
  return (
    <div className="page print">
      <h1>打印</h1>
    </div>
  );
}
