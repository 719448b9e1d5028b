import type { Reading } from './reading';
import { decodeEscapes, spreadsheetNamespaces } from './xlsx-namespaces';
import { readXml } from './xlsx-xml';

/** The shared texts by index: runs of rich text joined, readings (`rPh`) left out, nothing trimmed. */
export function readSharedStrings(reading: Reading, bytes: Uint8Array, name: string): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let isRun = false;
  let isText = false;
  readXml(
    reading,
    { bytes, name, root: 'sst', namespaces: spreadsheetNamespaces },
    {
      open(element, _, depth) {
        if (depth === 2) text = '';
        if (depth === 3) isRun = element === 'r';
        isText = element === 't' && (depth === 3 || (depth === 4 && isRun));
      },
      text(piece) {
        if (isText) text += piece;
      },
      close(element, depth) {
        isText = false;
        if (depth !== 2 || element !== 'si') return;
        if (strings.length >= reading.limits.sharedStrings) throw reading.tooMuch(name);
        strings.push(decodeEscapes(text));
      },
    },
  );
  return strings;
}
