// Preloaded into a program under measurement with NODE_OPTIONS: prints when its page has painted what TIANBAO_PROBE
// selects, so that the program itself carries no measuring code.
const Module = require('node:module');

const load = Module._load;
// This early `electron` still means the package on disk; the program's own first request means the runtime.
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request === 'electron' && loaded.app) {
    Module._load = load;
    watch(loaded.app);
  }
  return loaded;
};

function watch(app) {
  app.on('web-contents-created', (_event, contents) => {
    contents.once('dom-ready', () => {
      const selector = JSON.stringify(process.env.TIANBAO_PROBE);
      const painted = `new Promise((resolve) => {
        const frame = () => requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
        const look = () => (document.querySelector(${selector}) ? (seen.disconnect(), frame()) : undefined);
        const seen = new MutationObserver(look);
        seen.observe(document, { childList: true, subtree: true, attributes: true });
        look();
      })`;
      contents.executeJavaScript(painted).then(
        (at) => process.stdout.write(`painted ${at}\n`),
        () => undefined,
      );
    });
  });
}
