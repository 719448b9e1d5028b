export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * The same command, on a virtual screen of the design size when there is no real one.
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function withDisplay(command, args) {
  if (hasDisplay()) return [command, args];
  return ['xvfb-run', ['-a', '-s', '-screen 0 1366x768x24', command, ...args]];
}
