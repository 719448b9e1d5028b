import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { refusal } from '../../shared/error';
import { sha256, writeAtomically } from '../atomic-write';
import type { JobInput, JobOutput } from '../jobs/table';
import { fillTemplate } from './patch-template';
import { verifyFilled } from './patch-verify';

/** Whether both names lead to one file, through links and other spellings of the name. */
async function isSameFile(first: string, second: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [first, second].map((file) => stat(file, { bigint: true }).catch(() => null)),
  );
  if (one === null || other === null || one === undefined || other === undefined) return false;
  if (one.ino === other.ino && one.dev === other.dev) return true;
  return (await realpath(first)) === (await realpath(second));
}

async function readTemplate(template: string): Promise<Uint8Array> {
  try {
    return await readFile(template);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    throw refusal('file.unreadable', { file: path.basename(template), reason });
  }
}

/**
 * Writes a filled copy of a bureau's workbook. It takes the target's name only after what reached the disk was read again
 * and found to be the template with the values in their cells; the template itself is never written.
 * Refused with `fill.…`, `template.overTemplate`, `file.…` or `workbook.…`.
 */
export async function fillTemplateFile(
  { template, target, values }: JobInput<'template.fill'>,
  verifying: () => void = () => undefined,
): Promise<JobOutput<'template.fill'>> {
  const file = path.basename(template);
  if (await isSameFile(template, target)) throw refusal('template.overTemplate', { file });
  const bytes = await readTemplate(template);
  const filling = await fillTemplate(bytes, file, values);
  let hash = '';
  await writeAtomically(target, filling.bytes, async (written) => {
    verifying();
    await verifyFilled(bytes, written, filling, path.basename(target));
    hash = sha256(written);
  });
  const { filled, skipped, formulas } = filling;
  return { hash, filled, skipped, formulas };
}
