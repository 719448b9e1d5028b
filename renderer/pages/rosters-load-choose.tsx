import { useEffect, useMemo, useRef } from 'react';
import { errorSentence } from '../../shared/messages';
import { rosterKinds, rosterOf, type RosterKind } from '../../shared/roster/definition';
import type { StoredRoster } from '../../shared/roster/plan';
import { localTime } from '../panels/cell-history-words';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterListFor } from '../store/roster-load-list';
import type { LoadedFor, RosterLoad } from '../store/roster-load-state';
import { kindNames, peopleWords } from './rosters-problems-words';

interface RostersChooseProps {
  readonly load: RosterLoad;
  readonly busy: boolean;
}

const uses: Readonly<Record<RosterKind, string>> = {
  pupils: '学籍系统导出的学生名册，或者班主任交来的班级名单。每班一个文件的，一次全部选中。',
  pupilsBefore:
    '去年 9 月的学生名册，用来数毕业、转入转出和各年级的来龙去脉。去年在本程序里载入过的，会自动使用。',
  staff: '人事用的教职工花名册：岗位、学历、职称、任教学科等。',
};

/** Which rosters there are, and what loading one is good for. */
export function RostersChoose({ load, busy }: RostersChooseProps) {
  const { call } = useApp();
  const { id } = useValue(useSubmission().submission);
  const known = useValue(rosterListFor(call).state);
  const cards = useRef<HTMLDivElement>(null);
  const last = useRef<RosterKind | null>(null);
  useEffect(() => {
    // A button that waits loses the focus; she gets it back when nothing came of it.
    if (busy || last.current === null || document.activeElement !== document.body) return;
    cards.current?.querySelector<HTMLElement>(`[data-kind=${last.current}] [data-read]`)?.focus();
  }, [busy]);
  const rosters = useMemo(() => (known.submissionId === id ? (known.rosters ?? []) : []), [known, id]);
  return (
    <>
      {known.refused !== null && (
        <p className="card-problem" role="alert">
          {errorSentence(known.refused)}
        </p>
      )}
      {rosters.length === 0 && (
        <p className="rosters-lead" data-testid="rosters-empty">
          学生表、班级表、教师表里的数，多数是照着名单数出来的。载入名册，程序替您数好填进各表；每个数都能点开，看是哪些人。
        </p>
      )}
      <div className="rosters-cards" ref={cards}>
        {rosterKinds.map((kind) => (
          <RosterCard
            key={kind}
            kind={kind}
            stored={rosters.find((each) => each.kind === kind)}
            busy={busy}
            onRead={(loadedFor) => {
              last.current = kind;
              void load.read(kind, loadedFor);
            }}
          />
        ))}
      </div>
      <Promises />
    </>
  );
}

interface RosterCardProps {
  readonly kind: RosterKind;
  readonly stored: StoredRoster | undefined;
  readonly busy: boolean;
  readonly onRead: (loadedFor: LoadedFor) => void;
}

function RosterCard({ kind, stored, busy, onRead }: RosterCardProps) {
  const { navigation } = useApp();
  const { submission, school, collection } = useSubmission();
  const { id } = useValue(submission);
  const name = kindNames[kind];
  const inherited = stored?.fromLastYear === true;
  const read = () =>
    onRead({
      ...{ submissionId: id, schoolId: school.id, collectionId: collection.id },
      ...{ school: school.name, round: collection.title },
    });
  return (
    <section className="rosters-card" data-kind={kind} aria-labelledby={`rosters-card-${kind}`}>
      <h2 id={`rosters-card-${kind}`}>{name}</h2>
      {stored === undefined ? <p className="rosters-quiet">{uses[kind]}</p> : <Stored stored={stored} />}
      <div className="card-buttons">
        <button
          type="button"
          className={kind === 'pupils' && stored === undefined ? 'primary' : undefined}
          disabled={busy}
          data-read
          data-testid={`rosters-read-${kind}`}
          onClick={read}
        >
          {stored === undefined ? `载入${name}…` : inherited ? '另外载入…' : '重新载入…'}
        </button>
        {stored !== undefined && !inherited && (
          <button
            type="button"
            data-testid={`rosters-see-${kind}`}
            onClick={() => navigation.go({ name: 'rosters', part: 'people' })}
          >
            查看、删除
          </button>
        )}
      </div>
    </section>
  );
}

function Stored({ stored }: { readonly stored: StoredRoster }) {
  const { kind, people, files, loadedAt, keepUntil, fromLastYear } = stored;
  return (
    <>
      <p className="rosters-count">{peopleWords(rosterOf(kind), people)}</p>
      <p className="rosters-quiet">
        {fromLastYear === true ? '沿用上一年年报任务里载入的学生名册。' : ''}
        {localTime(loadedAt, new Date())} 载入，计划保存到 {keepUntil}。
      </p>
      <details className="rosters-files">
        <summary>来自 {files.length} 个文件</summary>
        <ul>
          {files.map(({ fileName, rows }, index) => (
            <li key={index}>
              {fileName}（{rows} 行）
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** What becomes of the names: said before the first file is chosen. */
function Promises() {
  return (
    <ul className="rosters-promises">
      <li>
        可以读 .xls、.xlsx、.et 和 .csv 文件。先列出认出的栏目和有问题的行，点「保存名册」之前什么也不存。
      </li>
      <li>名册只存在这台电脑上，不上报：导出的工作簿、交换文件里都没有学生和教师的名单。</li>
      <li>报表用不着的栏目（电话、住址、家长、银行账号等）不读取。身份证件号平时只显示前 6 位和末 4 位。</li>
      <li>名册随时可以连同痕迹一起删除，已经填好的数不受影响。</li>
    </ul>
  );
}
