import { expect, test } from 'vitest';
import { desktopWhileOpen } from '../../electron/locked-desktop';
import { sessionOf } from '../../electron/storage/session';
import { Refusal } from '../../shared/error';
import { desktopWith } from './handlers-context';
import { openTemporary } from './storage-place';

test('a file dialog that the lock found open leads to nothing; before and afterwards it does', async () => {
  const database = openTemporary();
  let answer = (_file: string): void => undefined;
  const dialog = () => new Promise<string>((resolve) => void (answer = resolve));
  const desktop = desktopWhileOpen(
    desktopWith({
      chooseSaveTarget: dialog,
      chooseOpenFile: dialog,
      chooseFolder: dialog,
      chooseOpenFiles: () => dialog().then((file) => [file]),
    }),
    database,
  );
  const asks: (() => Promise<unknown>)[] = [
    () => desktop.chooseSaveTarget('x.xlsx'),
    () => desktop.chooseOpenFile('workbook'),
    () => desktop.chooseOpenFiles('roster'),
    () => desktop.chooseFolder(),
  ];
  const codeOf = (error: unknown) => (error instanceof Refusal ? error.error.code : error);
  for (const ask of asks) {
    const answered = ask().catch(codeOf);
    sessionOf(database).locked = true;
    answer('/tmp/x.xlsx');
    expect(await answered).toBe('access.locked');
    sessionOf(database).locked = false;
    const again = ask();
    answer('/tmp/x.xlsx');
    expect([await again].flat()).toEqual(['/tmp/x.xlsx']);
  }
});

test('paper that becomes ready after the lock fell is not shown; before and afterwards it is', async () => {
  const database = openTemporary();
  let ready = () => undefined as void;
  const asked = async (_html: string, may?: () => void) => {
    await new Promise<void>((resolve) => void (ready = resolve));
    may?.();
  };
  const desktop = desktopWhileOpen(
    desktopWith({
      printer: {
        ...desktopWith({}).printer,
        preview: (html, _title, watch) => asked(html, watch?.mayShow).then(() => ({ pages: 1 })),
        print: (html, may) => asked(html, may).then(() => true),
      },
    }),
    database,
  );
  const asks: [() => Promise<unknown>, unknown][] = [
    [() => desktop.printer.preview('', ''), { pages: 1 }],
    [() => desktop.printer.print(''), true],
  ];
  for (const [ask, shown] of asks) {
    const answered = ask().catch((error: unknown) => error);
    sessionOf(database).locked = true;
    ready();
    expect(await answered).toMatchObject({ error: { code: 'access.locked' } });
    sessionOf(database).locked = false;
    const again = ask();
    ready();
    expect(await again).toEqual(shown);
  }
});
