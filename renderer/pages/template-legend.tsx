import { byMarks, byWords } from './template-words';

const formulaWords = '模板的公式，不填';

/** What the small marks in the cells mean; in a low window the words are folded away, and a click shows them. */
export function Legend() {
  const items = (
    <>
      {Object.entries(byMarks).map(([by, mark]) => (
        <span key={by} className="template-legend-item">
          <b className="template-by">{mark}</b>
          {byWords[by as keyof typeof byWords]}
        </span>
      ))}
      <span className="template-legend-item">
        <b className="template-formula">ƒ</b>
        {formulaWords}
      </span>
    </>
  );
  return (
    <>
      <span className="template-legend-items">{items}</span>
      <details className="template-legend-fold" data-testid="template-legend">
        <summary>
          标记说明 <b className="template-by">{Object.values(byMarks).join(' ')} ƒ</b>
        </summary>
        {items}
      </details>
    </>
  );
}
