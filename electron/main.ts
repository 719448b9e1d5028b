import { rmSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, Menu } from 'electron';
import { errorSentence } from '../shared/messages';
import { readArguments } from './arguments';
import { createClosing } from './closing';
import { prepareDataFolder } from './data-folder';
import {
  chooseFolder,
  chooseOpenFile,
  chooseOpenFiles,
  chooseSaveTarget,
  openFolder,
  showFile,
  showSentence,
} from './files';
import type { Desktop } from './handlers/context';
import { openDoor, sendEvent } from './ipc';
import { createLog } from './log';
import { createMenu } from './menu';
import { createOffered, handedOver, toHandOver, workbookIn } from './open-argument';
import { openData, type OpenedData } from './open-data';
import { createPageTurns } from './page-turns';
import { sealPaper } from './paper-session';
import { portableFolder } from './portable';
import { closeOthers, copyPicture, createPrinter } from './printer';
import { followsTests, refusedExitCode, refusedSwitch } from './remote-debugging';
import { startedBefore } from './started-before';
import type { StorageSession } from './storage/session';
import { createZoom } from './zoom';
import {
  openWindow,
  registerScheme,
  scriptDelivered,
  sealContents,
  sealSession,
  serveThePage,
} from './window';

/** Digest of the sources that this build was made from; put in by scripts/build.mjs. */
declare const TIANBAO_BUILD: string;

/** Long enough for a slow disk, short enough that nobody reaches for the task manager. */
const closePatience = 3000;

const tested = followsTests(app.isPackaged, process.argv, process.env);
const refused = tested ? undefined : refusedSwitch(process.argv.slice(1));
if (refused !== undefined) {
  process.stderr.write(`Tianbao does not start with --${refused}.\n`);
  // Chromium has not looked at its switches yet, so nothing has listened.
  process.exit(refusedExitCode);
}

/** Days to the due date cannot be tested on the day of the test, so a tested program follows a named day. */
const day = tested ? process.env['TIANBAO_TODAY'] : undefined;
const clock = (): Date => (day === undefined ? new Date() : new Date(`${day}T08:00:00`));

const started = performance.now();
const switches = readArguments(process.argv);
const installedFolder = path.join(app.getPath('appData'), 'tianbao');
const wantedFolder = path.resolve(switches.data ?? portableFolder(process.execPath) ?? installedFolder);
const place = prepareDataFolder(switches.data === '' ? '' : wantedFolder);

app.setPath('userData', place.folder);
// Chromium's two dozen files and folders would hide the one file that a clerk has to carry to another PC.
const windowFolder = path.join(place.folder, 'window');
app.setPath('sessionData', windowFolder);
app.setPath('crashDumps', path.join(windowFolder, 'crashes'));

const workbook = workbookIn(process.argv.slice(1), process.cwd());
if (app.requestSingleInstanceLock(toHandOver(workbook))) {
  run();
} else {
  process.stderr.write(
    'Tianbao is already running with this data folder; its window was brought to the front.\n',
  );
  app.exit(0);
}

function run(): void {
  const log = createLog(path.join(place.folder, 'logs'));
  process.on('uncaughtException', (error) => log.failure('process.uncaught', error));
  process.on('unhandledRejection', (reason) => log.failure('process.unhandled', reason));
  cutTheNetwork();
  registerScheme();
  // Root on Linux has to start with --no-sandbox, and this call would overrule it; our window is sandboxed either way.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Paper's own follows other rules once it is there; whatever else comes into being is sealed from the start.
  app.on('session-created', (created) => sealSession(created));
  app.on('web-contents-created', (_event, contents) => {
    if (!sealPaper(contents)) sealContents(contents);
  });

  let window: BrowserWindow | undefined;
  let mayClose = false;
  let data: OpenedData | undefined;
  let practising = false;
  const offered = createOffered(workbook);

  const closing = createClosing({
    ask: () => window && sendEvent(window, 'app.closing', null),
    close: () => {
      log.write('window.closedWithoutAnswer');
      quit();
    },
    patience: closePatience,
  });

  function quit(): void {
    mayClose = true;
    closing.stop();
    app.quit();
  }

  const zoom = createZoom(
    () => window,
    (factor) => {
      if (window !== undefined) sendEvent(window, 'app.zoomed', factor);
      data?.rememberZoom(factor);
    },
  );

  const desktop: Desktop = {
    zoom: (step) => zoom.by(step),
    workbookOffered: offered.waits,
    chooseOpenFile: async (kind) =>
      (kind === 'workbook' && !practising ? offered.take() : null) ??
      chooseOpenFile(window, kind, lastFolder('lastOpenFolder')),
    chooseOpenFiles: (kind) => chooseOpenFiles(window, kind, lastFolder('lastOpenFolder')),
    chooseSaveTarget: (name) => chooseSaveTarget(window, name, lastFolder('lastFolder')),
    showFile,
    openDataFolder: () => openFolder(place.error === undefined ? place.folder : path.dirname(wantedFolder)),
    chooseFolder: () => chooseFolder(window),
    openFolder,
    // After the answer has left, so that the page's call does not fail because its window is gone.
    quit: () => setImmediate(quit),
    closeOthers: () => closeOthers(window),
    progress: (progress) => window && sendEvent(window, 'work.progress', progress),
    printer: createPrinter(() => window),
    copyPicture,
  };
  const lastFolder = (setting: 'lastFolder' | 'lastOpenFolder') => ({
    read: () => data?.folder(setting),
    write: (folder: string) => data?.rememberFolder(setting, folder),
  });

  app.on('second-instance', (_event, _argv, _folder, data) => {
    const another = handedOver(data);
    if (another !== undefined) offered.offer(another);
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    sendEvent(window, another === undefined ? 'app.secondInstance' : 'app.workbookOffered', null);
  });
  app.on('window-all-closed', () => quit());
  app.on('will-quit', () => data?.close());
  app.on('quit', () => {
    if (place.error !== undefined) rmSync(place.folder, { recursive: true, force: true });
  });

  function failHopelessly(id: string): void {
    showSentence(errorSentence({ code: 'app.internal', params: { id } }));
    quit();
  }

  const fileOf = (practice: boolean) =>
    path.join(place.folder, ...(practice ? ['practice'] : []), 'tianbao.db');

  function open(practice = false, session?: StorageSession): OpenedData {
    practising = practice;
    data = openData({
      practice,
      session,
      reopen,
      build: TIANBAO_BUILD,
      version: app.getVersion(),
      dataFolder: place.folder,
      databaseFile: fileOf(practice),
      windowFolder,
      resources: resourcesFolder(),
      unusable: place.error,
      desktop,
      log,
      clock,
    });
    if (data.failed === undefined) before.remember();
    log.write('start.done', {
      version: app.getVersion(),
      milliseconds: Math.round(performance.now() - started),
    });
    return data;
  }

  /** The page's calls are refused from now on: only the one that is loaded next sees the data that are opened. */
  async function reopen(practice: boolean, swap?: () => void | Promise<void>): Promise<void> {
    const stay = pages.leave();
    const before = { practising, failed: data?.failed?.code, session: data?.session() };
    data?.close();
    closeOthers(window);
    const reload = () => {
      closing.forget();
      // After the answer has left, so that the page's call does not fail because its page is gone.
      setImmediate(() => window?.webContents.reload());
    };
    const swapped = Promise.resolve()
      .then(() => swap?.())
      .then(
        () => {
          open(practice);
          reload();
        },
        (error: unknown) => {
          const same = practice === before.practising;
          const { failed } = open(practice, same ? before.session : undefined);
          // Nothing was swapped: the clerk reads why on the page where she is.
          if (same && failed?.code === before.failed) stay();
          else reload();
          throw error;
        },
      );
    ready = swapped.then(current, current);
    return swapped;
  }

  const pages = createPageTurns();
  const current = (): OpenedData => data ?? open();
  let ready: Promise<OpenedData>;

  function start(): void {
    Menu.setApplicationMenu(createMenu(() => window, zoom.by));
    sealSession();
    serveThePage(path.join(import.meta.dirname, 'renderer'));
    window = openWindow({
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      log,
      mayClose: () => mayClose || data?.failed !== undefined,
      onClose: () => closing.request(),
      onHopeless: failHopelessly,
    });

    // Windows takes the icon from the executable; where no desktop entry is installed, Linux has only this one.
    if (process.platform === 'linux' && app.isPackaged)
      window.once('show', () => window?.setIcon(path.join(process.resourcesPath, 'icon.png')));

    ready = data === undefined ? scriptDelivered().then(current) : Promise.resolve(data);
    void ready.then(({ zoom: known }) => zoom.restore(known()));
    const ourContents = () => window?.webContents;
    openDoor(async (sender, method, input, page) => {
      const known = pages.mayCall(page);
      const { door } = await ready;
      // Asked again: it may have waited for data that are not its own.
      if (!known || !pages.mayCall(page)) return { ok: false, error: { code: 'work.reopening', params: {} } };
      const answer = await door(sender, method, input);
      closing.answered(method, answer);
      return answer;
    }, ourContents);
  }

  // Chromium is starting its own processes: main has that time for the data. What may take longer, as after an update,
  // waits until the page shows that the program is being opened.
  const before = startedBefore(windowFolder, TIANBAO_BUILD);
  if (before.known) open();

  // Without a window the program would hold its lock unseen, and nobody could start it again.
  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => failHopelessly(log.failure('start.failed', error)));
}

/** Only tests and developers of definitions name another folder; a shipped program uses what was shipped with it. */
function resourcesFolder(): string {
  const named = app.isPackaged ? undefined : (switches.resources ?? process.env['TIANBAO_RESOURCES']);
  return named ?? path.join(app.getAppPath(), 'resources');
}

/** The program has nothing to say to any host. What Chromium does by itself in the background is switched off, too. */
function cutTheNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  // Otherwise Windows asks the local network for a proxy.
  app.commandLine.appendSwitch('no-proxy-server');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('disable-sync');
}
