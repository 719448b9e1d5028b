import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';

/** Where the clerk saved last. */
export interface LastFolder {
  read(): string | undefined;
  write(folder: string): void;
}

/** Asks the clerk where to save a workbook; null when she cancels. */
export async function chooseSaveTarget(
  window: BrowserWindow | undefined,
  suggestedName: string,
  lastFolder: LastFolder,
): Promise<string | null> {
  // A native dialog cannot be driven by a test, so a test names the folder; the shipped program never looks.
  const testFolder = app.isPackaged ? undefined : process.env['TIANBAO_SAVE_FOLDER'];
  if (testFolder !== undefined) return path.join(testFolder, suggestedName);

  const remembered = lastFolder.read();
  const folder = remembered !== undefined && existsSync(remembered) ? remembered : app.getPath('documents');
  const options = {
    defaultPath: path.join(folder, suggestedName),
    filters: [{ name: 'Excel', extensions: ['xlsx'] }],
  };
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  lastFolder.write(path.dirname(filePath));
  return filePath;
}

/** Opens the folder with the file selected; false when the file is gone. */
export function showFile(file: string): boolean {
  if (!existsSync(file)) return false;
  shell.showItemInFolder(file);
  return true;
}

export async function openFolder(folder: string): Promise<void> {
  await shell.openPath(folder);
}

/** For the one moment when there is no page that could show a sentence. */
export function showSentence(sentence: string): void {
  dialog.showErrorBox('填报', sentence);
}
