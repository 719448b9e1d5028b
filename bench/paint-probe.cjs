// Preloaded into a program under measurement with NODE_OPTIONS: prints when its page has painted what TIANBAO_PROBE
// selects, so that the program itself carries no measuring code.
const electron = require('electron');

if (electron.app) {
  electron.app.on('web-contents-created', (_event, contents) => {
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
