import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ManualText } from './manual-nodes';
import type { View } from './manual-reading';

interface ManualContentsProps {
  readonly text: ManualText;
  readonly view: View;
  readonly onGo: (view: View) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The chapters by their groups, with the sections of the open one. One stop for Tab; arrows go through it. */
export function ManualContents({ text, view, onGo }: ManualContentsProps) {
  const list = useRef<HTMLElement>(null);
  const open = view.kind === 'chapter' ? view.chapter : null;
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [open]);

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    const places = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = places.findIndex((place) => place === document.activeElement);
    const next = step === undefined ? places[edgeOf(event.key, places.length)] : places[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <nav ref={list} className="manual-contents" aria-label="目录" onKeyDown={onKeyDown}>
      {text.groups.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          <ul>
            {group.chapters.map((id) => {
              const chapter = text.chapters.find((each) => each.id === id);
              if (chapter === undefined) return null;
              return (
                <li key={id}>
                  <button
                    type="button"
                    data-testid={`manual-open-${id}`}
                    aria-current={id === open ? 'page' : undefined}
                    tabIndex={id === open || (open === null && chapter === text.chapters[0]) ? 0 : -1}
                    onClick={() => onGo({ kind: 'chapter', chapter: id, section: null, words: '' })}
                  >
                    {chapter.title}
                  </button>
                  {id === open && chapter.sections.some(({ level }) => level === 2) && (
                    <ul>
                      {chapter.sections
                        .filter(({ level }) => level === 2)
                        .map((section) => (
                          <li key={section.id}>
                            <button
                              type="button"
                              tabIndex={-1}
                              onClick={() =>
                                onGo({ kind: 'chapter', chapter: id, section: section.id, words: '' })
                              }
                            >
                              {section.title}
                            </button>
                          </li>
                        ))}
                    </ul>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function edgeOf(key: string, places: number): number {
  return key === 'Home' ? 0 : key === 'End' ? places - 1 : -1;
}
