import { useState } from 'react';
import { CollectionDialog, SchoolDialog, SchoolsChooser } from '../on-demand';
import { useApp, useSubmission } from '../store/context';
import { isAboutSchools, type Page } from '../store/navigation';
import { useValue } from '../store/observable';
import { schoolsInOrder } from '../store/school-order';
import { manual } from '../store/manual';
import { switchFrom } from './switch-from';
import { MoreMenu, type MoreItem } from './more-menu';
import '../styles/top-bar.css';

type OpenDialog = 'newSchool' | 'school' | 'newCollection' | 'collection' | 'chooseSchool' | null;

interface Tab {
  readonly page: 'home' | 'schools' | 'indicators' | 'finish';
  readonly label: string;
}

const tabs: readonly Tab[] = [
  { page: 'home', label: '首页' },
  { page: 'indicators', label: '指标' },
  { page: 'finish', label: '定稿与导出' },
];
const severalTab: Tab = { page: 'schools', label: '各校进度' };

/** More than these are found sooner by typing than in a list. */
const schoolsInList = 8;

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
        {[...tabs, ...(schools.length > 1 ? [severalTab] : [])].map((tab) => (
          <button
            key={tab.page}
            type="button"
            className="tab"
            data-testid={`tab-${tab.page}`}
            aria-current={isOn(page, tab) ? 'page' : undefined}
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
      {dialog === 'chooseSchool' && <SchoolsChooser onClose={close} />}
    </header>
  );
}

const isOn = (page: Page, tab: Tab) =>
  page.name === tab.page || (tab.page === 'schools' && isAboutSchools(page));

interface SwitcherProps {
  readonly onDialog: (dialog: OpenDialog) => void;
}

function Switcher({ onDialog }: SwitcherProps) {
  const app = useApp();
  const { schools, collections } = useValue(app.session.state);
  const { school, collection } = useSubmission();
  const items: readonly MoreItem[] = [
    { label: '学校档案…', testId: 'edit-school', act: () => onDialog('school') },
    { label: '新建学校…', testId: 'new-school', act: () => onDialog('newSchool') },
    { label: '年报任务设置…', testId: 'edit-collection', act: () => onDialog('collection'), apart: true },
    { label: '新建年报任务…', testId: 'new-collection', act: () => onDialog('newCollection') },
    {
      ...{ label: '名册…', testId: 'rosters', apart: true },
      act: () => app.navigation.go({ name: 'rosters', part: null }),
    },
    {
      ...{ label: '各校进度', testId: 'more-schools', apart: true },
      act: () => app.navigation.go({ name: 'schools' }),
    },
    {
      ...{ label: '各校对照', testId: 'more-across' },
      act: () => app.navigation.go({ name: 'across', form: app.navigation.lastForm() }),
    },
    {
      ...{ label: '备份与恢复', testId: 'more-backups', apart: true },
      act: () => app.navigation.go({ name: 'backups' }),
    },
    {
      ...{ label: '修改记录', testId: 'more-history' },
      act: () => app.navigation.go({ name: 'history' }),
    },
    {
      ...{ label: '人员与密码', testId: 'more-access' },
      act: () => app.navigation.go({ name: 'access' }),
    },
    {
      ...{ label: '锁定 Ctrl+L', testId: 'more-lock' },
      act: () => void import('../store/idle').then(({ lockNow }) => lockNow(app)),
    },
    {
      ...{ label: '使用手册 F1', testId: 'more-manual', apart: true },
      act: () => manual.set({ chapter: null }),
    },
    ...(app.session.start.practice
      ? []
      : [
          {
            ...{ label: '示例学校练习', testId: 'more-practice' },
            act: () => void import('../store/practice').then(({ enterPractice }) => enterPractice(app)),
          },
        ]),
    {
      ...{ label: '关于与自检', testId: 'more-about' },
      act: () => app.navigation.go({ name: 'about' }),
    },
  ];
  return (
    <div className="switcher">
      {schools.length > schoolsInList ? (
        <button
          type="button"
          className="choose-school"
          data-testid="choose-school"
          title={`${school.name}（换学校 Ctrl+K）`}
          aria-label={`学校：${school.name}，点此换学校`}
          onClick={() => onDialog('chooseSchool')}
        >
          <span>{school.name}</span> ▾
        </button>
      ) : (
        <select
          aria-label="学校"
          data-testid="choose-school"
          title={`${school.name}（换学校 Ctrl+K）`}
          value={school.id}
          onChange={({ target }) => void switchFrom('choose-school', app, { schoolId: Number(target.value) })}
        >
          {schoolsInOrder(schools).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label="年报任务"
        data-testid="choose-collection"
        title={collection.title}
        value={collection.id}
        onChange={({ target }) =>
          void switchFrom('choose-collection', app, { collectionId: Number(target.value) })
        }
      >
        {[...collections]
          .sort((a, b) => b.schoolYear - a.schoolYear)
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </select>
      <MoreMenu items={items} />
    </div>
  );
}
