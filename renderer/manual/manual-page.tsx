import { createElement, Fragment, useEffect, useRef, type ReactNode } from 'react';
import { images, text } from 'virtual:manual';
import type { ManualChapter, ManualNode } from './manual-nodes';
import type { View } from './manual-reading';
import { piecesOf, wordsOf } from './manual-search';

interface ManualPageProps {
  readonly chapter: ManualChapter;
  readonly view: Extract<View, { kind: 'chapter' }>;
  readonly onGo: (view: View) => void;
}

/** One chapter, at the section that was asked for, with the words marked that were searched for. */
export function ManualPage({ chapter, view, onGo }: ManualPageProps) {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const place = view.section === null ? null : sectionIn(page.current, view.section);
    if (place === null) page.current?.scrollTo(0, 0);
    else place.scrollIntoView({ block: 'start' });
    page.current?.focus({ preventScroll: true });
  }, [view]);
  const words = wordsOf(view.words);
  const [before, after] = neighbours(chapter.id);
  return (
    <article ref={page} className="manual-page" tabIndex={0} data-focus-first data-chapter={chapter.id}>
      <h2>{chapter.title}</h2>
      {chapter.content.map((node, index) => (
        <Fragment key={index}>{paint(node, words, onGo)}</Fragment>
      ))}
      <p className="manual-neighbours">
        {before !== undefined && <GoTo label={`上一章：${before.title}`} chapter={before} onGo={onGo} />}
        {after !== undefined && <GoTo label={`下一章：${after.title}`} chapter={after} onGo={onGo} />}
      </p>
    </article>
  );
}

interface GoToProps {
  readonly label: string;
  readonly chapter: ManualChapter;
  readonly onGo: (view: View) => void;
}

function GoTo({ label, chapter, onGo }: GoToProps) {
  return (
    <button
      type="button"
      className="link"
      onClick={() => onGo({ kind: 'chapter', chapter: chapter.id, section: null, words: '' })}
    >
      {label}
    </button>
  );
}

function neighbours(id: string): readonly [ManualChapter | undefined, ManualChapter | undefined] {
  const at = text.chapters.findIndex((chapter) => chapter.id === id);
  return [text.chapters[at - 1], text.chapters[at + 1]];
}

function sectionIn(page: HTMLElement | null, id: string): Element | null {
  return page?.querySelector(`[data-section="${CSS.escape(id)}"]`) ?? null;
}

/** The headings of a chapter stand under its title, which is one of the dialog. */
const tags: Readonly<Record<string, string>> = { h2: 'h3', h3: 'h4' };

function paint(node: ManualNode, words: readonly string[], onGo: (view: View) => void): ReactNode {
  if (typeof node === 'string' && words.length === 0) return node;
  if (typeof node === 'string')
    return piecesOf(node, words).map((piece, index) =>
      piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
    );
  const [tag, attributes, ...content] = node;
  const inside = content.map((each, index) => <Fragment key={index}>{paint(each, words, onGo)}</Fragment>);
  if (tag === 'img') {
    const { image = '', alt, width, height } = attributes ?? {};
    return <img src={images[image]} alt={alt} width={width} height={height} loading="lazy" />;
  }
  if (tag === 'a') {
    const { chapter = '', section = null } = attributes ?? {};
    return (
      <button
        type="button"
        className="link"
        onClick={() => onGo({ kind: 'chapter', chapter, section, words: '' })}
      >
        {inside}
      </button>
    );
  }
  if (tag === 'table')
    return (
      <div className="manual-table">
        <table>{inside}</table>
      </div>
    );
  if (tag === 'br') return <br />;
  const section = attributes?.id === undefined ? {} : { 'data-section': attributes.id };
  const start = attributes?.start === undefined ? {} : { start: attributes.start };
  return createElement(tags[tag] ?? tag, { ...section, ...start }, inside);
}
