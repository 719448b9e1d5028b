import { printHtml, printTable, type CopiedCell } from './clipboard';

/** Puts a table on the clipboard for Excel and WPS; false when the window was not allowed to. */
export function copyTable(rows: readonly (readonly CopiedCell[])[]): boolean {
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', printTable(rows.map((row) => row.map(({ text }) => text))));
    event.clipboardData?.setData('text/html', printHtml(rows));
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy, { once: true });
  // The clipboard of the page is closed to us; a copy that the clerk asked for is not.
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', onCopy);
  return copied;
}
