import { useEffect, useRef, useState, type ReactNode } from 'react';
import { errorSentence } from '../../shared/messages';
import { WorkProgress } from '../components/work-progress';
import { SchoolDialog } from '../on-demand';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import type { Asked } from './schools-data';
import '../styles/schools.css';

interface SchoolsFrameProps {
  readonly page: 'schools' | 'across';
  readonly asked: Asked<unknown>;
  readonly lead: ReactNode;
  readonly tools: ReactNode;
  readonly children: ReactNode;
}

/** What the two pages about several schools have in common: their heads, waiting, refusals, a single school. */
export function SchoolsFrame({ page, asked, lead, tools, children }: SchoolsFrameProps) {
  const { session, navigation } = useApp();
  const several = useValue(session.state).schools.length > 1;
  const pages = useRef<HTMLDivElement>(null);
  // The button that led here went with the other page.
  useEffect(() => {
    if (document.activeElement === document.body)
      pages.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }, []);
  return (
    <div className="schools-page" data-page={page}>
      <header className="schools-head">
        <h1 className="for-readers">{page === 'schools' ? '各校进度' : '各校对照'}</h1>
        <div ref={pages} className="schools-pages" role="group" aria-label="看各校的什么">
          <button
            type="button"
            aria-pressed={page === 'schools'}
            data-testid="show-schools"
            onClick={() => navigation.go({ name: 'schools' })}
          >
            各校进度
          </button>
          <button
            type="button"
            aria-pressed={page === 'across'}
            data-testid="show-across"
            onClick={() => navigation.go({ name: 'across', form: navigation.lastForm() })}
          >
            各校对照
          </button>
        </div>
        {several && lead}
      </header>
      {several ? (
        <>
          <div className="schools-tools">{tools}</div>
          <Standing asked={asked} />
          {children}
        </>
      ) : (
        <OneSchool />
      )}
    </div>
  );
}

/** What is to be said about the question itself. */
function Standing({ asked }: Pick<SchoolsFrameProps, 'asked'>) {
  const { error, waiting, again, stop } = asked;
  if (waiting) return <WorkProgress onCancel={stop} />;
  if (error === null) return null;
  return (
    <p className="card-problem" role="alert">
      {error.code === 'work.cancelled' ? '已停止检查，下面的情况可能不是最新的。' : errorSentence(error)}{' '}
      <button type="button" data-testid="schools-again" onClick={again}>
        重新检查
      </button>
    </p>
  );
}

/** A centre school keeps its village schools and teaching points here too; others never need this page. */
function OneSchool() {
  const { navigation } = useApp();
  const [creating, setCreating] = useState(false);
  return (
    <section className="schools-empty" data-testid="schools-empty">
      <h2>这台电脑上只有一所学校</h2>
      <p>中心校可以把所属的村小、教学点都放在这里填报，一张表看各校的进度，同一张表对照各校的数。</p>
      <p>添加学校有两个办法：新建一份学校档案，或者导入该校已有的报表文件（Excel），档案会一并建好。</p>
      <div className="card-buttons">
        <button type="button" className="primary" onClick={() => setCreating(true)}>
          新建学校
        </button>
        <button type="button" onClick={() => navigation.go({ name: 'import' })}>
          导入报表文件
        </button>
      </div>
      {creating && <SchoolDialog school={null} onClose={() => setCreating(false)} />}
    </section>
  );
}
