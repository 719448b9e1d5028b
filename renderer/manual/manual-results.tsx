import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { ManualText } from './manual-nodes';
import type { View } from './manual-reading';
import { piecesOf, search, wordsOf, type Hit } from './manual-search';

interface ManualResultsProps {
  readonly text: ManualText;
  readonly query: string;
  readonly onGo: (view: View) => void;
}

/** More are not read one by one; another word finds less. */
const shown = 60;

/** Where the words stand, over all chapters. */
export function ManualResults({ text, query, onGo }: ManualResultsProps) {
  const hits = useMemo(() => search(text, query), [text, query]);
  const words = wordsOf(query);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    // Back from a chapter, which had the focus; while words are typed they keep it.
    if (!(document.activeElement instanceof HTMLInputElement)) list.current?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    const places = [...(list.current?.querySelectorAll<HTMLElement>('.link') ?? [])];
    const at = places.findIndex((place) => place === document.activeElement);
    const search = document.querySelector<HTMLElement>('[data-testid=manual-search]');
    const next = at === 0 && step < 0 ? search : places[at + step];
    if (next === null || next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <section
      ref={list}
      onKeyDown={onKeyDown}
      className="manual-page manual-results"
      tabIndex={-1}
      aria-label="找到的地方"
      data-testid="manual-results"
    >
      <p role="status">{told(query, hits.length)}</p>
      <ol>
        {hits.slice(0, shown).map((hit) => (
          <li key={`${hit.chapter.id}#${hit.section?.id ?? ''}`}>
            <button
              type="button"
              className="link"
              onClick={() =>
                onGo({
                  ...{ kind: 'chapter', chapter: hit.chapter.id, words: query },
                  section: hit.section?.id ?? null,
                })
              }
            >
              {piecesOf(titleOf(hit), words).map((piece, index) =>
                piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
              )}
            </button>
            <p>
              {hit.line.map((piece, index) =>
                piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function titleOf({ chapter, section }: Hit): string {
  return section === null ? chapter.title : `${chapter.title} › ${section.title}`;
}

function told(query: string, count: number): string {
  if (query.trim() === '') return '请输入要找的词，几个词之间空一格。';
  if (count === 0) return `没有找到“${query.trim()}”。换一个词试试，或少写几个字。`;
  return count > shown
    ? `找到 ${count} 处，先列 ${shown} 处；再加一个词，可以少一些。`
    : `找到 ${count} 处。`;
}
