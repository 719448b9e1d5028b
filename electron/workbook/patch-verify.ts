import { refusal } from '../../shared/error';
import { openArchive } from './archive';
import type { FilledPackage } from './patch-template';

/**
 * Compares what reached the disk with the template: the same parts in the same order, the filled ones as planned, every
 * other one byte for byte the template's. Refused with `fill.changed`.
 */
export async function verifyFilled(
  template: Uint8Array,
  written: Uint8Array,
  { parts }: FilledPackage,
  file: string,
): Promise<void> {
  const [before, after] = [await openArchive(template, file), await openArchive(written, file)];
  if (before.names.join('\n') !== after.names.join('\n')) throw refusal('fill.changed', { file, part: file });
  for (const part of before.names) {
    const expected = parts.get(part) ?? (await before.read(part));
    if (Buffer.compare(expected, await after.read(part)) !== 0) throw refusal('fill.changed', { file, part });
  }
}
