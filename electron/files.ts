import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { OpenKind } from './handlers/context';
import { followsTests } from './remote-debugging';

/** Where the clerk saved, or opened, a file last. */
export interface LastFolder {
  read(): string | undefined;
  write(folder: string): void;
}

const saveKinds: Readonly<Record<string, string>> = {
  '.xlsx': 'Excel 工作簿',
  '.pdf': 'PDF 文件',
  '.json': 'JSON 文件',
};

/** Asks the clerk where to save a file of the suggested name's kind; null when she cancels. */
export async function chooseSaveTarget(
  window: BrowserWindow | undefined,
  suggestedName: string,
  lastFolder: LastFolder,
): Promise<string | null> {
  // A native dialog cannot be driven by a test, so a test names the folder.
  const testFolder = namedByTest('TIANBAO_SAVE_FOLDER');
  if (testFolder !== undefined) return path.join(testFolder, suggestedName);

  const remembered = lastFolder.read();
  const folder = remembered !== undefined && existsSync(remembered) ? remembered : app.getPath('documents');
  const extension = path.extname(suggestedName);
  const options = {
    defaultPath: path.join(folder, suggestedName),
    filters: [{ name: saveKinds[extension] ?? '文件', extensions: [extension.slice(1)] }],
    // Windows always asks before a file that is there is replaced; elsewhere only when told to.
    properties: ['showOverwriteConfirmation' as const],
  };
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  lastFolder.write(path.dirname(filePath));
  return filePath;
}

const openKinds: Readonly<Record<OpenKind, { readonly title: string; readonly extensions: string[] }>> = {
  workbook: { title: '选择要导入的工作簿', extensions: ['xlsx', 'xls', 'xlsm', 'et'] },
  template: { title: '选择县里的空白模板', extensions: ['xlsx'] },
  mapping: { title: '选择对照文件', extensions: ['json'] },
  targets: { title: '选择目标方案文件', extensions: ['json'] },
  roster: { title: '选择名册文件（可选多个，如每班一个）', extensions: ['xls', 'xlsx', 'csv', 'et'] },
  backup: { title: '选择备份文件', extensions: ['db'] },
};

const kindNames: Readonly<Record<OpenKind, string>> = {
  workbook: 'Excel 工作簿',
  template: 'Excel 工作簿',
  mapping: '对照文件',
  targets: '目标方案文件',
  roster: '名册文件',
  backup: '备份文件',
};

/** Asks the clerk for a file; null when she cancels. */
export async function chooseOpenFile(
  window: BrowserWindow | undefined,
  kind: OpenKind,
  lastFolder: LastFolder,
): Promise<string | null> {
  const files = await chooseFiles(window, kind, lastFolder, ['openFile']);
  return files?.[0] ?? null;
}

/** Asks the clerk for one or more files; null when she cancels. */
export function chooseOpenFiles(
  window: BrowserWindow | undefined,
  kind: OpenKind,
  lastFolder: LastFolder,
): Promise<readonly string[] | null> {
  return chooseFiles(window, kind, lastFolder, ['openFile', 'multiSelections']);
}

async function chooseFiles(
  window: BrowserWindow | undefined,
  kind: OpenKind,
  lastFolder: LastFolder,
  properties: ('openFile' | 'multiSelections')[],
): Promise<readonly string[] | null> {
  // As for saving: a test names the files, one a line.
  const testFiles = namedByTest('TIANBAO_OPEN_FILE');
  if (testFiles !== undefined) return testFiles.split('\n');

  const { title, extensions } = openKinds[kind];
  const remembered = lastFolder.read();
  const defaultPath =
    remembered !== undefined && existsSync(remembered) ? remembered : app.getPath('documents');
  const filters = [
    { name: kindNames[kind], extensions },
    { name: '全部文件', extensions: ['*'] },
  ];
  const options = { title, defaultPath, filters, properties };
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  const [file] = filePaths;
  if (canceled || file === undefined) return null;
  lastFolder.write(path.dirname(file));
  return filePaths;
}

/** A shipped program that no test drives never looks. */
function namedByTest(variable: string): string | undefined {
  return followsTests(app.isPackaged, process.argv, process.env) ? process.env[variable] : undefined;
}

/** Asks the clerk for a folder to keep copies in; null when she cancels. */
export async function chooseFolder(window: BrowserWindow | undefined): Promise<string | null> {
  const testFolder = app.isPackaged ? undefined : process.env['TIANBAO_SAVE_FOLDER'];
  if (testFolder !== undefined) return testFolder;
  const options = {
    title: '选择备份要另存到的文件夹或 U 盘',
    buttonLabel: '备份到这里',
    properties: ['openDirectory' as const, 'createDirectory' as const],
  };
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
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
