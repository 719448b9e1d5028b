import type { ChangeWords } from './school-change-words';

interface ConsequencesProps {
  readonly words: readonly ChangeWords[];
}

/** What saving a changed school will show and hide, round by round. */
export function Consequences({ words }: ConsequencesProps) {
  return (
    <div className="consequences" data-testid="school-change">
      {words.map(({ title, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>已填的数都会保留，改回来就能看到。</p>
    </div>
  );
}
