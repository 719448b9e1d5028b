import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import type { RosterKind } from '../../shared/roster/definition';
import type { ShownPerson, StoredRoster } from '../../shared/roster/plan';
import { errorOf } from '../api';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterFillFor } from '../store/roster-fill';
import { rosterListFor } from '../store/roster-load-list';
import { recounted } from '../store/roster-plan-view';
import { usePeople } from './rosters-people-load';
import { RemoveRoster } from './rosters-people-remove';
import { RosterPersonDialog } from './rosters-people-edit';
import { Recounts, type Correction } from './rosters-people-recount';
import { peopleShown, placesOf } from './rosters-people-rows';
import { useSpelling } from './rosters-people-spelling';
import { PeopleTable } from './rosters-people-table';
import { dayWords, kindLabels } from './rosters-people-words';
import '../styles/rosters-people.css';

/** 名单: the rosters that are stored, who stands in them, how long they are kept. */
export function RostersPeople() {
  const { call, navigation } = useApp();
  const { id } = useValue(useSubmission().submission);
  const list = useValue(rosterListFor(call).state);
  const [chosen, setChosen] = useState<RosterKind | null>(null);
  const rosters = list.submissionId === id ? list.rosters : null;
  const roster = rosters?.find(({ kind }) => kind === chosen) ?? rosters?.[0];
  const left = useRef<HTMLElement | null>(null);
  const holdLeft = useCallback((place: HTMLElement | null) => void (left.current = place), []);
  const known = useRef(rosters);
  useEffect(() => {
    const before = known.current;
    known.current = rosters;
    // The button that deletes went with its roster: the keys go on with what is left.
    const isFewer = before !== null && rosters !== null && rosters.length < before.length;
    if (isFewer && document.activeElement === document.body) left.current?.focus();
  }, [rosters]);

  if (rosters === null)
    return <p role="status">{list.refused === null ? '正在读取名册…' : errorSentence(list.refused)}</p>;
  if (roster === undefined)
    return (
      <section className="rosters-empty" data-testid="people-empty">
        <h2 ref={holdLeft} tabIndex={-1}>
          没有名册
        </h2>
        <p>这所学校本年没有存着名册。以前填入表里的数不受影响。</p>
        <button type="button" onClick={() => navigation.go({ name: 'rosters', part: 'load' })}>
          去载入名册
        </button>
      </section>
    );
  return (
    <div className="rosters-people" ref={holdLeft} tabIndex={-1}>
      {rosters.length > 1 && (
        <div className="people-kinds" role="group" aria-label="看哪一份名册">
          {rosters.map(({ kind, people }) => (
            <button
              key={kind}
              type="button"
              aria-pressed={kind === roster.kind}
              data-testid={`people-${kind}`}
              onClick={() => setChosen(kind)}
            >
              {kindLabels[kind]}（{people} 人）
            </button>
          ))}
        </div>
      )}
      <Roster key={`${id} ${roster.kind} ${roster.loadedAt}`} roster={roster} />
    </div>
  );
}

function Roster({ roster }: { readonly roster: StoredRoster }) {
  const app = useApp();
  const store = useSubmission();
  const locked = useValue(store.locked);
  const { kind, files, loadedAt, keepUntil, fromLastYear = false } = roster;
  const { people, fields, refused, load } = usePeople(kind);
  const [text, setText] = useState('');
  const [place, setPlace] = useState('');
  const [person, setPerson] = useState<ShownPerson | null>(null);
  const [removing, setRemoving] = useState(false);
  const [correction, setCorrection] = useState<Correction | null>(null);
  const spelt = useSpelling(text);
  const places = useMemo(() => placesOf(people ?? []), [people]);
  const shown = useMemo(
    () => peopleShown(people ?? [], { text, place }, spelt),
    [people, text, place, spelt],
  );
  const fill = rosterFillFor(app.call);
  // What is counted now is compared with what is counted after a correction.
  useEffect(() => void fill.visit(store), [fill, store]);

  async function change(texts: Readonly<Record<string, string>>) {
    if (person === null) return null;
    const submissionId = store.submission.get().id;
    const before = fill.state.get().plan;
    try {
      const plan = await app.call('rosters.change', { submissionId, kind, person: person.id, texts });
      fill.took(submissionId, plan);
      setCorrection({
        name: texts['name'] ?? person.values['name'] ?? '',
        recounts: before === null ? [] : recounted(before, plan),
        open: plan.cells.filter((cell) => cell.kind === 'fill' || cell.kind === 'kept').length,
      });
      setPerson(null);
      void load();
      if (plan.settled === true) void fill.visit(store);
      return null;
    } catch (thrown) {
      return errorOf(thrown);
    }
  }

  return (
    <>
      <header className="people-head">
        <p>
          <strong>{kindLabels[kind]}</strong> {roster.people} 人 ·{' '}
          {files.map(({ fileName }) => fileName).join('、')} · {dayWords(loadedAt)} 载入 ·{' '}
          <span data-testid="keep-until">计划保存到 {keepUntil}</span>
          （不会自动删除）
        </p>
        <button type="button" data-testid="remove-roster" onClick={() => setRemoving(true)}>
          删除名册…
        </button>
        {fromLastYear && (
          <p className="quiet-note">
            这是上年载入的名册，今年接着用来看谁来了、谁走了；在这里改正或删除，上年的也一样。
          </p>
        )}
        {keepUntil < app.session.today() && (
          <p className="keep-over" data-testid="keep-over">
            已过计划保存的日子：不再需要的话请删除，表里的数不受影响。
          </p>
        )}
      </header>
      {refused !== null && (
        <p className="card-problem" role="alert">
          {errorSentence(refused)}{' '}
          <button type="button" onClick={() => void load()}>
            再试一次
          </button>
        </p>
      )}
      {correction !== null && <Recounts correction={correction} />}
      {people === null && refused === null && <p role="status">正在读取名册…</p>}
      {people !== null && (
        <>
          <div className="people-tools">
            <input
              type="search"
              data-testid="people-search"
              placeholder={`找姓名或${kind === 'staff' ? '岗位' : '班级'}，可用拼音首字母`}
              aria-label="在名册里找"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <select
              aria-label={kind === 'staff' ? '岗位' : '班级'}
              data-testid="people-places"
              value={place}
              onChange={(event) => setPlace(event.target.value)}
            >
              <option value="">{kind === 'staff' ? '全部岗位' : '全部班级'}</option>
              {places.map((each) => (
                <option key={each.place} value={each.place}>
                  {each.place}（{each.people} 人）
                </option>
              ))}
            </select>
            <span role="status">
              {shown.length === people.length ? `共 ${people.length} 人` : `找到 ${shown.length} 人`}
            </span>
          </div>
          <PeopleTable
            people={shown}
            fields={fields}
            label={kindLabels[kind]}
            locked={locked}
            onOpen={setPerson}
          />
        </>
      )}
      {person !== null && (
        <RosterPersonDialog person={person} fields={fields} change={change} onClose={() => setPerson(null)} />
      )}
      {removing && <RemoveRoster roster={roster} onClose={() => setRemoving(false)} />}
    </>
  );
}
