import { mainNamespace } from './xml';

/** Namespaces of what is read, each in its transitional and its strict form (ISO/IEC 29500-4 and -1). */
export const spreadsheetNamespaces = [mainNamespace, 'http://purl.oclc.org/ooxml/spreadsheetml/main'];
export const packageRelations = ['http://schemas.openxmlformats.org/package/2006/relationships'];

/** ST_Xstring: `_x000D_` is a carriage return, `_x005F_` the underscore of a text that only looks like one. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
