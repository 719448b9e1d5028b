import { useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { CollectionDialog, SchoolDialog } from '../on-demand';
import { useApp, useSubmission } from '../store/context';
import type { Page } from '../store/navigation';
import { useValue } from '../store/observable';

type OpenDialog = 'newSchool' | 'school' | 'newCollection' | 'collection' | null;

const tabs: readonly { readonly page: Exclude<Page['name'], 'form' | 'print'>; readonly label: string }[] = [
  { page: 'home', label: '首页' },
  { page: 'indicators', label: '指标' },
  { page: 'finish', label: '定稿与导出' },
];

/** Where to go, and whose submission for which year is open. */
export function TopBar() {
  const { navigation, session } = useApp();
  const page = useValue(navigation.page);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const { school, collection } = useSubmission();
  const { schools } = useValue(session.state);
  // A finalised submission shows the school as it was.
  const record = schools.find(({ id }) => id === school.id) ?? school;
  const close = () => setDialog(null);
  return (
    <header className="top-bar">
      <button
        type="button"
        className="quiet tree-toggle"
        aria-label="报表目录"
        onClick={() => navigation.toggleDrawer('tree')}
      >
        ☰
      </button>
      <nav aria-label="页面">
        {tabs.map((tab) => (
          <button
            key={tab.page}
            type="button"
            className="tab"
            data-testid={`tab-${tab.page}`}
            aria-current={page.name === tab.page ? 'page' : undefined}
            onClick={() => navigation.go({ name: tab.page })}
          >
            {tab.label}
          </button>
        ))}
      </nav>
      <Switcher onDialog={setDialog} />
      {dialog === 'newSchool' && <SchoolDialog school={null} onClose={close} />}
      {dialog === 'school' && <SchoolDialog school={record} onClose={close} />}
      {dialog === 'newCollection' && <CollectionDialog collection={null} onClose={close} />}
      {dialog === 'collection' && <CollectionDialog collection={collection} onClose={close} />}
    </header>
  );
}

interface SwitcherProps {
  readonly onDialog: (dialog: OpenDialog) => void;
}

function Switcher({ onDialog }: SwitcherProps) {
  const { session, notices } = useApp();
  const { schools, collections } = useValue(session.state);
  const { school, collection } = useSubmission();

  function open(schoolId: number, collectionId: number) {
    session
      .open(schoolId, collectionId)
      .then((opened) => {
        if (!opened) notices.tell('还有内容没有保存，请先在下方状态栏点「重试」，再换报表。', 'problem');
      })
      .catch((thrown: unknown) => notices.tell(errorSentence(errorOf(thrown)), 'problem'));
  }

  return (
    <div className="switcher">
      <select
        aria-label="学校"
        data-testid="choose-school"
        value={school.id}
        onChange={(event) => open(Number(event.target.value), collection.id)}
      >
        {schools.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" className="quiet" title="查看和修改学校档案" onClick={() => onDialog('school')}>
        档案
      </button>
      <button
        type="button"
        className="quiet"
        data-testid="new-school"
        title="新建学校"
        onClick={() => onDialog('newSchool')}
      >
        ＋学校
      </button>
      <select
        aria-label="年报任务"
        data-testid="choose-collection"
        value={collection.id}
        onChange={(event) => open(school.id, Number(event.target.value))}
      >
        {[...collections]
          .sort((a, b) => b.schoolYear - a.schoolYear)
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </select>
      <button
        type="button"
        className="quiet"
        title="查看和修改年报任务"
        onClick={() => onDialog('collection')}
      >
        设置
      </button>
      <button
        type="button"
        className="quiet"
        data-testid="new-collection"
        title="新建年报任务"
        onClick={() => onDialog('newCollection')}
      >
        ＋任务
      </button>
    </div>
  );
}
