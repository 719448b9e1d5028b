import { useEffect, useRef, useState, type RefObject } from 'react';
import type { AppError } from '../../shared/error';
import { describeCell } from '../../shared/finding-text';
import type { BackupComparison, BackupContents, BackupDifference, BackupItem } from '../../shared/ipc-backup';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { switchTo } from '../store/switching';
import { focusLater } from '../components/focus-later';
import { BackupsRestore } from './backups-restore';
import { reasonWords, stateWords, timeWords } from './backups-words';

interface BackupsDetailsProps {
  readonly item: BackupItem;
}

/** What is inside of a copy, what is not the same now, and putting it back. */
export function BackupsDetails({ item }: BackupsDetailsProps) {
  const { call, session } = useApp();
  const { place, name } = item;
  const [contents, setContents] = useState<BackupContents | null>(null);
  const [comparison, setComparison] = useState<BackupComparison | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const result = useRef<HTMLHeadingElement>(null);
  const restoreButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    let current = true;
    void call('backup.contents', { place, name }).then(
      (found) => current && setContents(found),
      (thrown: unknown) => current && setRefused(errorOf(thrown)),
    );
    return () => {
      current = false;
    };
  }, [call, place, name]);

  /** Compares what is saved, so what is being typed is saved first. */
  async function compare(then: () => void = () => undefined) {
    setBusy(true);
    setRefused(null);
    try {
      await session.saveNow();
      setComparison(await call('backup.compare', { place, name }));
      then();
    } catch (thrown) {
      setRefused(errorOf(thrown));
    } finally {
      setBusy(false);
    }
  }

  const usable = contents !== null && contents.sound && !contents.newer;
  return (
    <section className="backups-details" aria-labelledby="backups-which">
      <h2 id="backups-which" data-testid="backups-which">
        {item.place === 'file' ? item.name : timeWords(item.at)} {reasonWords(item)}
      </h2>
      {refused !== null && (
        <p className="card-problem" role="alert" data-testid="backups-details-refused">
          {errorSentence(refused)}
        </p>
      )}
      {contents === null && refused === null && <p role="status">正在读取备份……</p>}
      {contents !== null && !usable && (
        <p className="card-problem" role="alert">
          {errorSentence({ code: contents.sound ? 'backup.newer' : 'backup.damaged', params: { name } })}
        </p>
      )}
      {usable && (
        <>
          <Contents contents={contents} />
          {item.reason === 'restore' && <p className="backups-inside">这是您上次恢复之前的数据。</p>}
          <div className="card-buttons">
            <button
              type="button"
              data-testid="backups-compare"
              disabled={busy}
              onClick={() => void compare(() => focusLater(result))}
            >
              与现在比较
            </button>
            <button
              type="button"
              ref={restoreButton}
              className="primary"
              data-testid="backups-restore"
              disabled={busy || session.start.practice}
              onClick={() => void compare(() => setRestoring(true))}
            >
              恢复这一份…
            </button>
            {busy && <span role="status">正在比较……</span>}
          </div>
          {comparison !== null && <Differences comparison={comparison} title={result} />}
        </>
      )}
      {restoring && contents !== null && comparison !== null && (
        <BackupsRestore
          {...{ item, contents, comparison }}
          onClose={() => {
            setRestoring(false);
            focusLater(restoreButton);
          }}
        />
      )}
    </section>
  );
}

function Contents({ contents }: { readonly contents: BackupContents }) {
  const { submissions, people, lastChangeAt } = contents;
  return (
    <>
      <p className="backups-inside">
        {submissions.length === 0 && '没有学校的报表。'}
        {people > 0 ? `名册 ${people} 人` : '没有名册'}
        {lastChangeAt !== null && ` · 最后一次改动 ${timeWords(lastChangeAt)}`}
      </p>
      {submissions.length > 0 && (
        <div className="backups-scroll" tabIndex={0} role="region" aria-label="备份里的报表">
          <table className="backups-table" data-testid="backups-contents">
            <thead>
              <tr>
                <th scope="col">学校</th>
                <th scope="col">学年</th>
                <th scope="col">状态</th>
                <th scope="col" className="number">
                  已填格数
                </th>
                <th scope="col" className="number">
                  台账行数
                </th>
              </tr>
            </thead>
            <tbody>
              {submissions.map((each) => (
                <tr key={`${each.schoolCode} ${each.schoolYear} ${each.edition}`}>
                  <td>{each.school}</td>
                  <td>{yearWords(each.schoolYear)}</td>
                  <td>{stateWords(each)}</td>
                  <td className="number">{each.cells}</td>
                  <td className="number">{each.records}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

const yearWords = (year: number): string => `${year}—${year + 1}`;

interface DifferencesProps {
  readonly comparison: BackupComparison;
  readonly title: RefObject<HTMLHeadingElement | null>;
}

function Differences({ comparison, title }: DifferencesProps) {
  const app = useApp();
  const { submission } = useValue(app.session.state);
  const { differences, total, people } = comparison;

  async function goTo({ open, form, cell }: BackupDifference) {
    if (open === null) return;
    const store = await switchTo(app, open);
    if (store !== null) app.navigation.goToCell(store, { form, cell });
  }

  return (
    <div className="backups-differences">
      <h3 ref={title} tabIndex={-1} data-testid="backups-total">
        {total === 0 ? '已填的格与现在完全相同。' : `与现在相比，有 ${total} 格不同：`}
      </h3>
      {people.then !== people.now && (
        <p>
          名册：当时 {people.then} 人，现在 {people.now} 人。
        </p>
      )}
      {total > 0 && (
        <div className="backups-scroll" tabIndex={0} role="region" aria-label="不同的格">
          <table className="backups-table" data-testid="backups-differences">
            <thead>
              <tr>
                <th scope="col">学校 · 学年</th>
                <th scope="col">格</th>
                <th scope="col" className="number">
                  备份里
                </th>
                <th scope="col" className="number">
                  现在
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map((each) => (
                <tr key={`${each.school} ${each.schoolYear} ${each.form} ${each.cell}`}>
                  <td>
                    {each.school} {yearWords(each.schoolYear)}
                  </td>
                  <td>
                    {each.open === null || submission === null ? (
                      describeCell(app.session.definitions, each.form, each.cell)
                    ) : (
                      <button type="button" className="backups-cell" onClick={() => void goTo(each)}>
                        {describeCell(app.session.definitions, each.form, each.cell)}
                      </button>
                    )}
                  </td>
                  <td className="number">{each.then ?? '空白'}</td>
                  <td className="number">{each.now ?? '空白'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > differences.length && <p>只列出前 {differences.length} 格。</p>}
    </div>
  );
}
