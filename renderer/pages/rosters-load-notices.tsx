import type { StagedRoster } from '../../shared/roster/staged';
import { noticeWords } from '../../shared/roster/words';

/** So many are read at a glance. */
const fewNotices = 3;

/** What was passed over or supposed while reading. */
export function RostersNotices({ staged }: { readonly staged: StagedRoster }) {
  if (staged.notices.length === 0) return null;
  return (
    <details
      className="rosters-note"
      data-testid="rosters-notices"
      open={staged.notices.length <= fewNotices}
    >
      <summary>读取时的说明（{staged.notices.length} 条）</summary>
      <ul>
        {staged.notices.map((notice, index) => (
          <li key={index}>{noticeWords(notice)}</li>
        ))}
      </ul>
    </details>
  );
}
