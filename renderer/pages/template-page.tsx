/** Not there yet. */
export function TemplatePage() {
  return (
    <div className="page template">
      <h1>填入县里的模板</h1>
    </div>
  );
}
