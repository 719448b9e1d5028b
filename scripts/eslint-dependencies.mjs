/**
 * Which folder may import what. A breach is an error, because the two processes and the pure core
 * stay separable only as long as nobody takes a short cut.
 */
const no = {
  renderer: { regex: '(^|/)renderer/', message: 'The main process never imports the interface.' },
  electron: {
    regex: '^electron(/|$)',
    message:
      'Only main, window, menu, ipc, preload, files, paper-session, paper-preview and printer know Electron.',
  },
  sqlite: { regex: '^better-sqlite3$', message: 'Only electron/storage knows SQLite.' },
  workbook: {
    regex: '^(exceljs|fflate|saxes|yauzl)(/|$)',
    message: 'Only electron/workbook knows the file format.',
  },
  page: {
    regex: '^(react|react-dom|react-aria-components|react-aria|@react-aria|@tanstack|pinyin-pro)(/|$)',
    message: 'Libraries of the page: main shows nothing.',
  },
};

const pureOnly = {
  regex: '^(?!\\.{1,2}/|zod(/|$)|big\\.js$)',
  message: 'shared/ is pure: zod, big.js and its own files.',
};
const outOfShared = {
  regex: '^\\.\\./(.*/)?(electron|renderer|resources|scripts|test|bench)/',
  message: 'shared/ is imported by the others and imports none of them.',
};

const noMainProcess = {
  regex: '^\\.\\./(.*/)?electron/|^electron(/|$)|^node:|^(better-sqlite3|exceljs|fflate|saxes|yauzl)(/|$)',
  message: 'The renderer is a web page; ask the main process through api.ts.',
};
const typesFromSchemas = {
  regex: '^zod(/|$)|(^|/)shared/(ipc|form)$',
  allowTypeImports: true,
  message: 'Import the type only: schemas stay out of the page.',
};

const preloadTypesOnly = {
  regex: '^(?!electron$)',
  allowTypeImports: true,
  message: 'The preload is one small file that passes messages on; import types only.',
};

const knowsElectron = [
  'main',
  'window',
  'menu',
  'ipc',
  'files',
  'paper-session',
  'paper-preview',
  'printer',
].map((name) => `electron/${name}.ts`);

/**
 * @param {string[]} files
 * @param {object[]} patterns
 * @returns {import('eslint').Linter.Config}
 */
function forbid(files, patterns) {
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

// Later entries replace earlier ones for the files they name.
/** @type {import('eslint').Linter.Config[]} */
export const dependencyRules = [
  forbid(['shared/**/*.ts'], [pureOnly, outOfShared]),
  forbid(['renderer/**/*.{ts,tsx}'], [noMainProcess, typesFromSchemas]),
  forbid(['electron/**/*.ts'], [no.renderer, no.page, no.electron, no.sqlite, no.workbook]),
  forbid(['electron/storage/**/*.ts'], [no.renderer, no.page, no.electron, no.workbook]),
  forbid(['electron/workbook/**/*.ts'], [no.renderer, no.page, no.electron, no.sqlite]),
  forbid(knowsElectron, [no.renderer, no.page, no.sqlite, no.workbook]),
  forbid(['electron/preload.ts'], [preloadTypesOnly]),
  { files: ['**/vite.config.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
];
