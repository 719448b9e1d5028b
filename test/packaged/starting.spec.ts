import { cpSync, existsSync, linkSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import {
  driveProgram,
  type DrivenProgram,
  eventually,
  packagedProgram,
  startProgram,
} from '../support/launch-packaged';

let folder: string;
let executable: string;
let place: string;

test.beforeAll(async () => {
  ({ folder, executable } = await packagedProgram());
});
test.beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'tianbao-packaged-'));
});
test.afterEach(() => rmSync(place, { recursive: true, force: true, maxRetries: 5 }));

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.unref();
  });

async function databaseIn(data: string, said: () => string): Promise<void> {
  await eventually(`no database in ${data}: ${said()}`, () =>
    existsSync(path.join(data, 'tianbao.db')) ? true : undefined,
  );
}

/** Links instead of copies: 240 MB are there at once. */
function copyOfProgram(): string {
  const copy = path.join(place, 'stick');
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const from = path.join(name.parentPath, name.name);
    const to = path.join(copy, path.relative(folder, from));
    if (name.isDirectory()) cpSync(from, to, { recursive: true, filter: (file) => file === from });
    else {
      cpSync(path.dirname(from), path.dirname(to), {
        recursive: true,
        filter: (file) => file === path.dirname(from),
      });
      linkSync(from, to);
    }
  }
  return path.join(copy, 'tianbao');
}

test('it does not start to be driven: it says so, ends with 78, and nothing ever listened', async () => {
  const data = path.join(place, 'data');
  const port = 39_517;
  const ways: [string[], Record<string, string>][] = [
    [[`--remote-debugging-port=${port}`], {}],
    // Switch or variable alone is no permission.
    [['--tianbao-test', `--remote-debugging-port=${port}`], {}],
    [[`--remote-debugging-port=${port}`], { TIANBAO_TEST: '1' }],
    [['--remote-debugging-pipe'], {}],
    [[` \t--remote-debugging-port=${port}`], {}],
    [[`--inspect=${port}`], {}],
    [[`--inspect-brk=${port}`], {}],
  ];
  for (const [args, env] of ways) {
    const program = startProgram(executable, ['--data', data, ...args], env);
    const heard: boolean[] = [];
    const listening = setInterval(() => void listens(port).then((yes) => heard.push(yes)), 20);
    expect(await program.ended, `${args.join(' ')}: ${program.said()}`).toBe(78);
    clearInterval(listening);
    expect(program.said()).toContain('Tianbao does not start with --');
    expect(heard).not.toContain(true);
  }
  expect(existsSync(data)).toBe(false);
});

test('Node’s own ways into it are shut by fuses', async () => {
  const script = path.join(place, 'foreign.cjs');
  const trace = path.join(place, 'trace');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
  const data = path.join(place, 'data');
  const program = startProgram(executable, ['--data', data, script], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require ${script}`,
  });
  await databaseIn(data, program.said);
  program.process.kill('SIGKILL');
  await program.ended;
  expect(existsSync(trace)).toBe(false);
});

test('without switches the data are in the folder of the user’s programs', async () => {
  const env = { XDG_CONFIG_HOME: path.join(place, 'config') };
  const program = startProgram(executable, [], env);
  await databaseIn(path.join(place, 'config', 'tianbao'), program.said);
  program.process.kill('SIGKILL');
  await program.ended;
});

test('with the marker everything is beside the program and nothing elsewhere', async () => {
  const portable = copyOfProgram();
  writeFileSync(path.join(path.dirname(portable), 'portable.txt'), '');
  const env = { XDG_CONFIG_HOME: path.join(place, 'config'), HOME: path.join(place, 'home') };
  const program = startProgram(portable, [], env);
  const data = path.join(path.dirname(portable), '数据');
  await databaseIn(data, program.said);
  await eventually(`no window files: ${program.said()}`, () =>
    existsSync(path.join(data, 'logs')) && existsSync(path.join(data, 'window')) ? true : undefined,
  );
  program.process.kill('SIGKILL');
  await program.ended;
  expect(existsSync(path.join(place, 'config', 'tianbao'))).toBe(false);
});

test('it keeps its data, shows no developer tools, and takes a second start’s workbook', async () => {
  const data = path.join(place, 'data');
  let program: DrivenProgram = await driveProgram(executable, { dataFolder: data });
  const call = (method: string, input: unknown) =>
    program.page.evaluate(({ method, input }) => window.tianbao.call(method, input), { method, input });
  await expect(program.page).toHaveTitle(/填报/);
  const preferences = { folded: ['details'] };
  expect(await call('app.setPreferences', preferences)).toMatchObject({ ok: true });

  for (const keys of ['F12', 'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C', 'Control+R'])
    await program.page.keyboard.press(keys);
  await program.page.waitForTimeout(500);
  const targets = (await (await fetch(`http://127.0.0.1:${program.port}/json/list`)).json()) as {
    url: string;
  }[];
  expect(targets.map(({ url }) => url)).toEqual(['app://tianbao/']);

  // A second start ends at once and brings the first to the front, with the workbook if it was given one.
  const workbook = path.join(place, '不是工作簿.xlsx');
  writeFileSync(workbook, 'text');
  const second = startProgram(executable, ['--data', data]);
  expect(await second.ended).toBe(0);
  await expect(program.page.getByText('程序已经打开。')).toBeVisible();
  const third = startProgram(executable, ['--data', data, workbook]);
  expect(await third.ended).toBe(0);
  await expect(program.page.getByRole('heading', { name: '导入工作簿' })).toBeVisible();
  await expect(program.page.getByTestId('import-problem')).not.toBeEmpty();
  await program.close();

  // Started with a workbook it opens the import at once; what was set before is still there.
  program = await driveProgram(executable, { dataFolder: data, args: [workbook] });
  await expect(program.page.getByTestId('import-problem')).not.toBeEmpty();
  expect(await call('app.start', null)).toMatchObject({ value: { preferences, workbookOffered: false } });
  await program.close();
});
