import { useEffect, useRef } from 'react';
import type { StageProps } from './import-steps';

/** What can be imported, and the button for it. */
export function ImportChoose({ flow, state }: StageProps) {
  const button = useRef<HTMLButtonElement>(null);
  const idle = state.busy === null;
  useEffect(() => {
    if (idle) button.current?.focus({ preventScroll: true });
  }, [idle]);
  return (
    <div className="card import-card">
      <h2>可以导入的文件</h2>
      <ul className="import-kinds">
        <li>
          <strong>本程序导出的工作簿</strong>
          ：草稿或正式文件都可以。在 WPS、Excel 里改过的，改动会逐格列出，由您决定要不要。
        </li>
        <li>
          <strong>官方年报工作簿</strong>
          ：往年上报的文件（.xlsx 或 .xls）。按表头和行名认表，与文件名无关；导入后，本学年的表会带出上年数。
        </li>
      </ul>
      <p className="card-hint">选好文件后先列出认出的表和每一处不同；点「导入」之前，不会改动任何数据。</p>
      <button
        ref={button}
        type="button"
        className="primary"
        data-testid="import-choose"
        disabled={!idle}
        onClick={() => void flow.choose()}
      >
        选择文件… <kbd>Ctrl+O</kbd>
      </button>
    </div>
  );
}
