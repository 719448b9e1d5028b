import { useState } from 'react';
import { CollectionDialog, SchoolDialog } from '../on-demand';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { ImportButton } from './import-button';

/** The first start: two steps until there is something to fill. */
export function WelcomePage() {
  const { session } = useApp();
  const { schools, collections } = useValue(session.state);
  const [dialog, setDialog] = useState<'school' | 'collection' | null>(null);
  const [school] = schools;
  const hasSchool = school !== undefined;
  return (
    <main className="welcome">
      <h1>欢迎使用教育统计填报</h1>
      <p>所有数据只存在这台电脑上，不连网络。开始填报前，先做两件事：</p>
      <ol>
        <li data-done={hasSchool || undefined}>
          <h2>1 建立学校档案</h2>
          <p>{school === undefined ? '填写学校标识码、校名、办学类型和学制。' : `已建立：${school.name}`}</p>
          <button
            type="button"
            className={hasSchool ? undefined : 'primary'}
            data-testid="new-school"
            onClick={() => setDialog('school')}
          >
            {hasSchool ? '再建一所学校' : '新建学校'}
          </button>
        </li>
        <li data-done={collections.length > 0 || undefined}>
          <h2>2 建立年报任务</h2>
          <p>选择学年、报表版本和截止日期。要与上年比较，可以先建上一学年的任务。</p>
          <button
            type="button"
            className={hasSchool ? 'primary' : undefined}
            data-testid="new-collection"
            disabled={!hasSchool}
            onClick={() => setDialog('collection')}
          >
            新建年报任务
          </button>
        </li>
      </ol>
      <section className="welcome-import">
        <h2>已经有工作簿？</h2>
        <p>换了电脑，或有去年上报的 Excel 文件：直接导入，学校档案和年报任务随文件建立。</p>
        <ImportButton />
      </section>
      {dialog === 'school' && <SchoolDialog school={null} onClose={() => setDialog(null)} />}
      {dialog === 'collection' && <CollectionDialog collection={null} onClose={() => setDialog(null)} />}
    </main>
  );
}
