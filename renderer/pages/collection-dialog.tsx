import { useState, type FormEvent } from 'react';
import { errorSentence } from '../../shared/messages';
import type { Collection } from '../../shared/submission';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { Field, Select } from '../components/field';
import { useApp } from '../store/context';
import { newRound } from './carry-plan';
import {
  blankCollection,
  collectionFrom,
  collectionProblems,
  editionFor,
  entryOf,
  newestYear,
  collectionLike,
  titleFor,
  type CollectionEntry,
} from './collection-entry';
import { CollectionTargets } from './collection-targets';
import { schoolYearText } from './due-date';

interface CollectionDialogProps {
  /** The collection to be corrected; null for a new one. */
  readonly collection: Collection | null;
  readonly onClose: () => void;
}

export function CollectionDialog({ collection, onClose }: CollectionDialogProps) {
  const { session, navigation } = useApp();
  const { definitions } = session;
  const today = session.today();
  const editions = definitions.editions.filter(({ id }) => id !== 'local');
  // Created one after another, rounds are the same but for the year.
  const [last] = [...session.state.get().collections].sort((a, b) => b.schoolYear - a.schoolYear);
  const [entry, setEntry] = useState<CollectionEntry>(() => {
    if (collection !== null) return entryOf(collection);
    return last === undefined
      ? blankCollection(today, editions)
      : collectionLike(last, Math.min(last.schoolYear + 1, newestYear(today)), editions);
  });
  const [refused, setRefused] = useState<string | null>(null);
  const newest = newestYear(today);
  const years = Array.from({ length: 12 }, (_, back) => String(newest - back));
  const problems = collectionProblems(entry);
  const change = (part: Partial<CollectionEntry>) => setEntry({ ...entry, ...part });

  function changeYear(year: string) {
    const schoolYear = Number(year);
    const like = last === undefined ? null : collectionLike(last, schoolYear, editions);
    change({
      schoolYear,
      dueDate: like?.dueDate ?? `${schoolYear}-09-20`,
      title: like?.title ?? titleFor(schoolYear),
      edition: like?.edition ?? editionFor(schoolYear, editions),
    });
  }

  function manage() {
    onClose();
    navigation.go({ name: 'targets' });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setRefused(null);
    try {
      const next = collectionFrom(entry);
      if (collection === null) {
        await session.createCollection(next);
        newRound.set(session.state.get().submission?.submission.get().id ?? null);
      } else await session.updateCollection({ ...next, id: collection.id });
      onClose();
    } catch (thrown) {
      setRefused(errorSentence(errorOf(thrown)));
    }
  }

  return (
    <Dialog title={collection === null ? '新建年报任务' : '年报任务'} onClose={onClose} wide>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <div className="field-grid">
          <Field label="学年" hint="统计时点为该学年开始的 9 月 1 日">
            {collection === null ? (
              <Select
                name="schoolYear"
                value={String(entry.schoolYear)}
                options={years}
                labels={Object.fromEntries(years.map((year) => [year, schoolYearText(Number(year))]))}
                onChange={changeYear}
              />
            ) : (
              <input value={schoolYearText(entry.schoolYear)} readOnly />
            )}
          </Field>
          <Field label="报表版本">
            {collection === null ? (
              <Select
                name="edition"
                value={entry.edition}
                options={editions.map(({ id }) => id)}
                labels={Object.fromEntries(editions.map(({ id, title }) => [id, title]))}
                onChange={(edition) => change({ edition })}
              />
            ) : (
              <input
                value={editions.find(({ id }) => id === entry.edition)?.title ?? entry.edition}
                readOnly
              />
            )}
          </Field>
          <Field label="任务名称" problem={problems.title}>
            <input
              name="title"
              value={entry.title}
              maxLength={60}
              onChange={(event) => change({ title: event.target.value })}
            />
          </Field>
          <Field label="上报截止日期" problem={problems.dueDate} hint="例如 2026-9-20；没有期限就不填">
            <input
              name="dueDate"
              value={entry.dueDate}
              onChange={(event) => change({ dueDate: event.target.value })}
            />
          </Field>
        </div>
        <CollectionTargets
          chosen={entry.targetProfiles}
          onChange={(targetProfiles) => change({ targetProfiles })}
          onManage={collection === null ? undefined : manage}
        />
        {refused !== null && (
          <p className="card-problem" role="alert">
            {refused}
          </p>
        )}
        <footer>
          <button type="button" onClick={onClose}>
            取消
          </button>
          <button
            type="submit"
            className="primary"
            data-testid="save-collection"
            disabled={Object.keys(problems).length > 0}
          >
            {collection === null ? '新建任务' : '保存'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
