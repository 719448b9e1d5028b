import { numberStyleOf } from './cell-texts';
import type { NumberStyle } from './cell-texts';
import type { Reading } from './reading';
import { spreadsheetNamespaces } from './xlsx-namespaces';
import { readXml } from './xlsx-xml';

/** For each cell format (`s` of a cell), what it makes of its number. */
export function readNumberStyles(reading: Reading, bytes: Uint8Array, name: string): readonly NumberStyle[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let section = '';
  readXml(
    reading,
    { bytes, name, root: 'styleSheet', namespaces: spreadsheetNamespaces },
    {
      open(element, attributes, depth) {
        if (depth === 2) section = element;
        if (depth !== 3) return;
        const id = Number(attributes['numFmtId'] ?? 0);
        if (section === 'numFmts' && element === 'numFmt') codes.set(id, attributes['formatCode'] ?? '');
        if (section === 'cellXfs' && element === 'xf') formats.push(id);
      },
    },
  );
  const known = new Map<number, NumberStyle>();
  return formats.map((id) => {
    const style = known.get(id) ?? numberStyleOf(id, codes.get(id));
    known.set(id, style);
    return style;
  });
}
