import type { RosterDoubt } from '../../shared/roster/doubt';
import { useApp } from '../store/context';
import { doubtWords } from './rosters-fill-words';

/** Before anything is filled: the two rosters of pupils can hardly be of one school a year apart. */
export function RosterDoubted({ doubt }: { readonly doubt: RosterDoubt }) {
  const { navigation } = useApp();
  return (
    <section className="roster-doubt" role="alert" data-testid="roster-doubt">
      <p>
        <strong>先核对两份学生名册。</strong>
        {doubtWords(doubt)}
      </p>
      <button type="button" onClick={() => navigation.go({ name: 'rosters', part: 'load' })}>
        去重新载入
      </button>
      <button type="button" onClick={() => navigation.go({ name: 'rosters', part: 'people' })}>
        看两份名单
      </button>
    </section>
  );
}
