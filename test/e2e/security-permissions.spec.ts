import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { launchApp } from '../support/launch';

let folder: string;
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-permissions-'));
  ({ app, page } = await launchApp({ dataFolder: folder }));
  await page.waitForLoadState('load');
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('every permission that has a name is denied', async () => {
  const found = await page.evaluate(async () => {
    const names =
      'accelerometer ambient-light-sensor background-fetch background-sync camera captured-surface-control ' +
      'clipboard-read clipboard-write display-capture fullscreen geolocation gyroscope hid idle-detection keyboard-lock ' +
      'local-fonts magnetometer microphone midi nfc notifications payment-handler periodic-background-sync ' +
      'persistent-storage pointer-lock push screen-wake-lock serial speaker-selection storage-access ' +
      'system-wake-lock top-level-storage-access usb window-management';
    const states: Record<string, string[]> = {};
    for (const name of names.split(' ')) {
      const state = await navigator.permissions
        .query({ name: name as PermissionName, ...(name === 'push' ? { userVisibleOnly: true } : {}) })
        .then(
          (status) => status.state as string,
          () => 'unknown',
        );
      (states[state] ??= []).push(name);
    }
    return states;
  });
  expect(Object.keys(found).sort()).toEqual(['denied', 'unknown']);
  expect(found['denied']?.length).toBeGreaterThan(15);
});

test('devices, fonts, files and the whole screen are refused when they are asked for', async () => {
  const outcome = await page.evaluate(async () => {
    type Asking = Readonly<Record<string, () => Promise<unknown>>>;
    const browser = navigator as unknown as Record<
      string,
      Record<string, (options?: unknown) => Promise<unknown>>
    >;
    const outside = window as unknown as Record<string, (options?: unknown) => Promise<unknown>>;
    const asking: Asking = {
      usb: async () => browser['usb']?.['requestDevice']?.({ filters: [] }),
      serial: async () => browser['serial']?.['requestPort']?.(),
      hid: async () => {
        const chosen = (await browser['hid']?.['requestDevice']?.({ filters: [] })) as unknown[];
        if (chosen.length === 0) throw new Error('none');
      },
      bluetooth: async () => browser['bluetooth']?.['requestDevice']?.({ acceptAllDevices: true }),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      fonts: async () => {
        const fonts = (await outside['queryLocalFonts']?.()) as unknown[];
        if (fonts.length === 0) throw new Error('none');
      },
      screens: async () => outside['getScreenDetails']?.(),
      idle: async () => {
        const { IdleDetector } = window as unknown as {
          IdleDetector: { requestPermission(): Promise<string> };
        };
        if ((await IdleDetector.requestPermission()) !== 'granted') throw new Error('denied');
      },
      persist: async () => {
        if (!(await navigator.storage.persist())) throw new Error('denied');
      },
      wholeScreen: () => document.documentElement.requestFullscreen(),
      pointer: async () => {
        await document.body.requestPointerLock();
        if (document.pointerLockElement === null) throw new Error('denied');
      },
      keyboard: async () => browser['keyboard']?.['lock']?.(),
      awake: () => navigator.wakeLock.request('screen'),
      clipboard: () => navigator.clipboard.read(),
    };
    const granted: string[] = [];
    // Some runtimes are built without one or the other.
    const absent = ['usb', 'serial', 'hid', 'bluetooth', 'keyboard'].filter(
      (name) => browser[name] === undefined,
    );
    const slow = () =>
      new Promise((_resolve, reject) => setTimeout(() => reject(new Error('no answer')), 1500));
    for (const [name, ask] of Object.entries(asking))
      await Promise.race([ask(), slow()]).then(
        (given) => (given === undefined && absent.includes(name) ? 0 : granted.push(name)),
        () => 0,
      );
    return granted;
  });
  expect(outcome).toEqual([]);
});
