import { findElectron } from './electron-runtime.mjs';

/** The Electron to run and the options this machine needs before the application's folder. */
export function electron() {
  const executable = findElectron();
  if (!executable) throw new Error('No Electron runtime yet: run `npm run setup`.');
  // Chromium refuses to start as root with its sandbox; `sandbox: true` still keeps Node out of the page.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return { executable, flags: asRoot ? ['--no-sandbox'] : [] };
}

/** Electron as plain Node, for code that needs better-sqlite3 but no window. */
export function electronAsNode() {
  return { executable: electron().executable, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } };
}

/** A window needs the variable gone: with it set, even empty, Electron starts as plain Node. */
export function windowEnvironment() {
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
}
