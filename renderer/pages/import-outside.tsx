import type { OutsideEdit } from '../../shared/import/report';

interface OutsideEditsProps {
  readonly edits: readonly OutsideEdit[];
  readonly sentence: string;
}

const shownAtMost = 200;

/** Changes made in another program that are no figures of the clerk's: told, with the reason, and left aside. */
export function OutsideEdits({ edits, sentence }: OutsideEditsProps) {
  return (
    <details className="import-outside" data-testid="import-outside">
      <summary>{sentence}</summary>
      <table className="import-table">
        <thead>
          <tr>
            <th scope="col">位置</th>
            <th scope="col">导出时</th>
            <th scope="col">文件中</th>
            <th scope="col">为什么不导入</th>
          </tr>
        </thead>
        <tbody>
          {edits.slice(0, shownAtMost).map(({ sheet, address, written, found, fate }) => (
            <tr key={`${sheet}!${address}`}>
              <td className="import-place">
                {sheet} {address}
              </td>
              <td>{written === '' ? '空白' : written}</td>
              <td>{found === '' ? '空白' : found}</td>
              <td>{fate === 'computed' ? '计算的格，由程序重新计算' : '表上的文字，不是数据'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {edits.length > shownAtMost && <p>……还有 {edits.length - shownAtMost} 处</p>}
    </details>
  );
}
