import { useEffect, useRef, useState } from 'react';
import { CollectionDialog, SchoolDialog } from '../on-demand';
import { focusSoon } from '../panels/practice-focus';
import { useApp } from '../store/context';
import { manual } from '../store/manual';
import { useValue } from '../store/observable';
import { ImportButton } from './import-button';

/** The page that she went to from here: the button that leads there gets the focus back. */
let wentTo: 'backups' | 'about' | null = null;

/** The first start: to try the program out, to begin with a school of her own, or to bring along what there is. */
export function WelcomePage() {
  const { session } = useApp();
  const { schools, collections } = useValue(session.state);
  const [dialog, setDialog] = useState<'school' | 'collection' | null>(null);
  const [school] = schools;
  const hasSchool = school !== undefined;
  const hadSchool = useRef(hasSchool);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The school is there: its dialog, closing, gives the focus back to the button that is done with.
    if (hasSchool && !hadSchool.current && dialog === null) {
      hadSchool.current = true;
      focusSoon(() => next.current);
    }
  }, [hasSchool, dialog]);
  useEffect(() => {
    const from = wentTo;
    wentTo = null;
    if (from !== null) document.querySelector<HTMLElement>(`[data-testid=welcome-${from}]`)?.focus();
  }, []);
  return (
    <main className="welcome">
      <h1>欢迎使用教育统计填报</h1>
      <p>所有数据只存在这台电脑上，不连网络。从下面三种办法里选一种开始：</p>
      <ul>
        {!session.start.practice && <Trying />}
        <li data-done={(hasSchool && collections.length > 0) || undefined}>
          <h2>新建学校</h2>
          <p>
            {school === undefined
              ? '第 1 步：填写学校标识码、校名、办学类型和学制。'
              : `已建立：${school.name}。第 2 步：选择学年、报表版本和截止日期。要与上年比较，可以先建上一学年的任务。`}
          </p>
          <button
            type="button"
            className={hasSchool ? undefined : 'primary'}
            data-testid="new-school"
            onClick={() => setDialog('school')}
          >
            {hasSchool ? '再建一所学校' : '新建学校'}
          </button>
          <button
            type="button"
            ref={next}
            className={hasSchool ? 'primary' : undefined}
            data-testid="new-collection"
            disabled={!hasSchool}
            title={hasSchool ? undefined : '先新建学校'}
            onClick={() => setDialog('collection')}
          >
            新建年报任务
          </button>
        </li>
        <Bringing />
      </ul>
      <MoreToSee />
      {dialog === 'school' && <SchoolDialog school={null} onClose={() => setDialog(null)} />}
      {dialog === 'collection' && <CollectionDialog collection={null} onClose={() => setDialog(null)} />}
    </main>
  );
}

function Trying() {
  const app = useApp();
  const [opening, setOpening] = useState(false);
  async function open() {
    setOpening(true);
    const { enterPractice } = await import('../store/practice');
    if (!(await enterPractice(app))) setOpening(false);
  }
  return (
    <li>
      <h2>先用示例学校试一试</h2>
      <p>十分钟走一遍：填数、改错、写说明、定稿、导出。与真实数据分开存放，用完可以删掉。</p>
      <button type="button" data-testid="enter-practice" disabled={opening} onClick={() => void open()}>
        {opening ? '正在准备……' : '打开示例学校'}
      </button>
    </li>
  );
}

function useGoTo(page: 'backups' | 'about') {
  const { navigation } = useApp();
  return () => {
    wentTo = page;
    navigation.go({ name: page });
  };
}

function Bringing() {
  const restore = useGoTo('backups');
  return (
    <li>
      <h2>已经有工作簿或备份</h2>
      <p>有去年上报的 Excel 文件：直接导入，学校和年报任务随文件建立。换了电脑：从备份恢复。</p>
      <ImportButton />
      <button type="button" data-testid="welcome-backups" onClick={restore}>
        从备份恢复…
      </button>
    </li>
  );
}

function MoreToSee() {
  const check = useGoTo('about');
  return (
    <p className="welcome-more">
      <button
        type="button"
        className="link"
        data-testid="welcome-manual"
        onClick={() => manual.set({ chapter: null })}
      >
        使用手册（F1）
      </button>
      <span aria-hidden="true">·</span>
      <button type="button" className="link" data-testid="welcome-about" onClick={check}>
        自检
      </button>
    </p>
  );
}
