import { existsSync } from 'node:fs';
import path from 'node:path';

/** Lies beside the executable of a package made for a USB stick. Its name is ASCII, because old archivers spoil others. */
export const portableMarker = 'portable.txt';

/** Beside the executable too; named so that she finds it when she looks at her stick. */
export const portableData = '数据';

/** Whether the data are where a portable program keeps them, and not where somebody else told it. */
export function isPortable(dataFolder: string): boolean {
  const portable = portableFolder(process.execPath);
  return portable !== undefined && path.resolve(portable) === path.resolve(dataFolder);
}

/** The data folder of a portable program; undefined for an installed one. */
export function portableFolder(executable: string): string | undefined {
  const folder = path.dirname(executable);
  return existsSync(path.join(folder, portableMarker)) ? path.join(folder, portableData) : undefined;
}
