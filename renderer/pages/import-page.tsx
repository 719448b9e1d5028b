/** Not there yet. */
export function ImportPage() {
  return (
    <div className="page import">
      <h1>导入工作簿</h1>
    </div>
  );
}
