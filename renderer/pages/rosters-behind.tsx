import { useEffect, useMemo, useState } from 'react';
import type { AppError } from '../../shared/error';
import type { Form } from '../../shared/form';
import { errorSentence } from '../../shared/messages';
import type { RosterField } from '../../shared/roster/definition';
import type { PeopleBehind } from '../../shared/roster/plan';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { copyTable } from '../grid/copy-table';
import { useApp, useSubmission } from '../store/context';
import { placeOf } from './carry-plan';
import { peopleShown, peopleTable } from './rosters-people-rows';
import { PeopleTable } from './rosters-people-table';
import { useSpelling } from './rosters-people-spelling';
import '../styles/rosters-people.css';

interface RosterBehindProps {
  readonly form: Form;
  readonly cell: string;
  readonly onClose: () => void;
}

interface Known {
  readonly behind: PeopleBehind;
  readonly fields: readonly RosterField[];
}

/** 名单: who, or which classes, a number counts. Nothing of it is kept in the window once it is closed. */
export function RosterBehind({ form, cell, onClose }: RosterBehindProps) {
  const { call } = useApp();
  const { submission } = useSubmission();
  const [known, setKnown] = useState<Known | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);

  useEffect(() => {
    let left = false;
    async function ask() {
      const behind = await call('rosters.behind', {
        submissionId: submission.get().id,
        form: form.code,
        cell,
      });
      const kind = behind.people[0]?.kind ?? 'pupils';
      return { behind, fields: await call('rosters.fields', { kind }) };
    }
    ask().then(
      (answer) => !left && setKnown(answer),
      (thrown: unknown) => !left && setRefused(errorOf(thrown)),
    );
    return () => {
      left = true;
    };
  }, [call, submission, form, cell]);

  return (
    <Dialog title={`名单：${placeOf(form, cell)}`} onClose={onClose} wide>
      <div className="behind" data-testid="behind">
        {refused !== null && (
          <p className="card-problem" role="alert">
            {errorSentence(refused)}
          </p>
        )}
        {known === null && refused === null && <p role="status">正在查名册…</p>}
        {known !== null && <Content {...known} form={form} cell={cell} />}
      </div>
      <footer>
        <button type="button" onClick={onClose}>
          关闭
        </button>
      </footer>
    </Dialog>
  );
}

interface ContentProps extends Known {
  readonly form: Form;
  readonly cell: string;
}

function Content({ behind, fields, form, cell }: ContentProps) {
  const store = useSubmission();
  const { notices } = useApp();
  const [text, setText] = useState('');
  const spelt = useSpelling(text);
  const shown = useMemo(() => peopleShown(behind.people, { text, place: '' }, spelt), [behind, text, spelt]);
  const now = store.cells.get(`${form.code}!${cell}`).view.text;

  if (behind.gone)
    return (
      <p>
        名册已经删除，只留下当时数出的人数
        {behind.counted === '' ? '' : ` ${behind.counted}`}，看不到名单了。需要再看，请重新载入名册。
      </p>
    );

  function copy() {
    const rows = peopleTable(shown).map((row) => row.map((each) => ({ text: each, numeric: false })));
    if (copyTable(rows)) notices.tell(`已复制 ${shown.length} 人，不含身份证件号。`);
    else notices.tell('没有复制成功，请再点一次「复制名单」。', 'problem');
  }

  const unit = behind.classes.length > 0 ? '个班' : '人';
  return (
    <>
      <p className="behind-head">
        <strong>名册：{behind.counted === '' ? '没有数' : `${behind.counted} ${unit}`}</strong>
        {behind.words !== '' && <span>{behind.words}</span>}
        {now !== behind.counted && now !== '' && (
          <span className="behind-differs">
            名册 {behind.counted} / 填报 {now}
          </span>
        )}
      </p>
      {behind.classes.length > 0 && (
        <ul className="behind-classes" aria-label="班级">
          {behind.classes.map(({ name, pupils }) => (
            <li key={name}>
              {name} <span className="number">{pupils} 人</span>
            </li>
          ))}
        </ul>
      )}
      {behind.people.length === 0 ? (
        <p className="quiet-note">没有符合的人。</p>
      ) : (
        <>
          <div className="people-tools">
            <input
              type="search"
              autoFocus
              placeholder="找姓名或班级，可用拼音首字母"
              aria-label="在名单里找"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <span role="status">
              {shown.length === behind.people.length ? `共 ${shown.length} 人` : `找到 ${shown.length} 人`}
            </span>
            <button type="button" data-testid="copy-people" onClick={copy}>
              复制名单
            </button>
          </div>
          <PeopleTable people={shown} fields={fields} label="名单" locked={false} />
          <p className="quiet-note">复制的名单不含身份证件号；名单只在这台电脑上，不会导出。</p>
        </>
      )}
    </>
  );
}
