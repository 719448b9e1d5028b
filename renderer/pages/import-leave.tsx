import { useState } from 'react';
import { Dialog } from '../components/dialog';
import { useApp } from '../store/context';
import type { ImportState } from './import-flow';

/** Leaves the import; choices made one by one are not thrown away without asking. */
export function ImportLeave({ state }: { readonly state: ImportState }) {
  const { navigation } = useApp();
  const [asking, setAsking] = useState(false);
  const leave = () => navigation.go({ name: 'home' });
  return (
    <>
      <button
        type="button"
        data-testid="import-leave"
        title="点「导入」之前不会改动任何数据"
        onClick={() => (state.decided ? setAsking(true) : leave())}
      >
        {state.stage === 'choose' ? '返回' : '放弃导入'} <kbd>Esc</kbd>
      </button>
      {asking && (
        <Dialog title="放弃导入" onClose={() => setAsking(false)}>
          <p>您已逐项选过要不要导入，放弃后要重新选。现有的数据不会改动。</p>
          <footer>
            <button type="button" data-focus-first onClick={() => setAsking(false)}>
              继续核对
            </button>
            <button type="button" data-testid="import-leave-confirmed" onClick={leave}>
              放弃导入
            </button>
          </footer>
        </Dialog>
      )}
    </>
  );
}
