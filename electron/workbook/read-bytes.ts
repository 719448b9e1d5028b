import { open } from 'node:fs/promises';
import { refusal } from '../../shared/error';
import { limits } from './limits';

/** Looks at the size before anything is read: a disk image renamed to .xlsx must not fill the memory. */
export async function readBytes(file: string, fileName: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > limits.fileMegabytes * 1024 * 1024)
        throw refusal('file.tooLarge', { file: fileName, limit: limits.fileMegabytes });
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const reason = 'code' in error ? String(error.code) : 'UNKNOWN';
    throw refusal('file.unreadable', { file: fileName, reason });
  }
}
