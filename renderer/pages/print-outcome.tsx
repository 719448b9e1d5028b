import { useEffect, useState } from 'react';

/** How it ended; nothing is said when she has cancelled. */
export type Printed =
  | { readonly kind: 'problem'; readonly sentence: string }
  | { readonly kind: 'shown'; readonly pages: number }
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'saved';
      readonly fileName: string;
      readonly folder: string;
      readonly pages: number;
    };

/** Work that is done sooner than this needs no words. */
const patience = 500;

/** Whether something has gone on for longer than a moment. */
export function usePatience(busy: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [busy]);
  return busy && late;
}

interface PrintOutcomeProps {
  readonly printed: Printed;
}

export function PrintOutcome({ printed }: PrintOutcomeProps) {
  switch (printed.kind) {
    case 'problem':
      return (
        <p className="card-problem" role="alert">
          {printed.sentence}
        </p>
      );
    case 'shown':
      return <p role="status">预览窗口已打开，共 {printed.pages} 页。按 Esc 关闭预览。</p>;
    case 'sent':
      return (
        <p className="card-good" role="status">
          已送到打印机
        </p>
      );
    case 'saved':
      return (
        <div className="exported" role="status" data-testid="paper-saved">
          <p className="card-good">已存为 PDF，共 {printed.pages} 页</p>
          <dl>
            <dt>文件</dt>
            <dd data-testid="paper-file">{printed.fileName}</dd>
            <dt>文件夹</dt>
            <dd>{printed.folder}</dd>
          </dl>
        </div>
      );
  }
}
