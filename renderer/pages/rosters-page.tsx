import { useEffect, useRef } from 'react';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterListFor } from '../store/roster-load-list';
import { RostersFill } from './rosters-fill';
import { RostersLoad } from './rosters-load';
import { RostersMoves } from './rosters-moves';
import { RostersPeople } from './rosters-people';
import { rosterParts, shownPart, stepTo, type RosterPart } from './rosters-page-parts';
import '../styles/rosters-load.css';

interface RostersPageProps {
  readonly part: RosterPart | null;
}

const contents = {
  load: RostersLoad,
  fill: RostersFill,
  moves: RostersMoves,
  people: RostersPeople,
} as const;

/** 名册: lists that are loaded here fill the forms; each part of it is a file of its own (`rosters-load`, `-fill`, …). */
export function RostersPage({ part }: RostersPageProps) {
  const { call } = useApp();
  const { id } = useValue(useSubmission().submission);
  const list = rosterListFor(call);
  const known = useValue(list.state);
  useEffect(() => void list.load(id), [list, id]);
  const rosters = known.submissionId === id ? known.rosters : null;
  const isTold = rosters !== null || known.refused !== null;
  const shown = shownPart(part, rosters);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => page.current?.parentElement?.scrollTo({ top: 0 }), [shown]);
  // Which part comes first depends on what is stored: until main has told, an empty page is less of a jump.
  if (part === null && !isTold) return <div className="page rosters" ref={page} aria-busy />;
  const Content = contents[shown];
  return (
    <div className="page rosters" data-part={shown} ref={page}>
      <header className="rosters-head">
        <h1>名册</h1>
        <p>名册只存在这台电脑上，用来算出各表的数。</p>
      </header>
      <PartTabs part={shown} />
      <div role="tabpanel" id="rosters-part" aria-labelledby={`rosters-tab-${shown}`} key={shown}>
        <Content />
      </div>
    </div>
  );
}

function PartTabs({ part }: { readonly part: RosterPart }) {
  const { navigation } = useApp();
  const tabs = useRef<HTMLDivElement>(null);

  function onKeyDown(event: React.KeyboardEvent) {
    const next = stepTo(part, event.key);
    if (next === null) return;
    event.preventDefault();
    navigation.go({ name: 'rosters', part: next });
    tabs.current?.querySelector<HTMLElement>(`#rosters-tab-${next}`)?.focus();
  }

  return (
    <div className="rosters-parts" role="tablist" aria-label="名册" ref={tabs} onKeyDown={onKeyDown}>
      {rosterParts.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`rosters-tab-${id}`}
          data-testid={`rosters-${id}`}
          aria-selected={id === part}
          aria-controls={id === part ? 'rosters-part' : undefined}
          tabIndex={id === part ? 0 : -1}
          onClick={() => navigation.go({ name: 'rosters', part: id })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
