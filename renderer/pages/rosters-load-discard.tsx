import { useState } from 'react';
import { Dialog } from '../components/dialog';
import { useValue } from '../store/observable';
import type { RosterLoad } from '../store/roster-load-state';

/** Gives up loading; work that was put into the rows is not thrown away without asking. */
export function RostersDiscard({ load }: { readonly load: RosterLoad }) {
  const { touched } = useValue(load.state);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        data-testid="rosters-discard"
        onClick={() => (touched ? setAsking(true) : void load.discard())}
      >
        放弃载入
      </button>
      {asking && (
        <Dialog title="放弃载入" onClose={() => setAsking(false)}>
          <p>改正、排除、确认过的内容都会丢掉，要重新选择文件再做。原来的文件和已经保存的名册不会改动。</p>
          <footer>
            <button type="button" data-focus-first onClick={() => setAsking(false)}>
              继续处理
            </button>
            <button type="button" data-testid="rosters-discard-confirmed" onClick={() => void load.discard()}>
              放弃载入
            </button>
          </footer>
        </Dialog>
      )}
    </>
  );
}
