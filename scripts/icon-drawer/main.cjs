// A window of Electron's that draws one SVG in several sizes: argv ends with the SVG, the folder and the sizes.
const { app, BrowserWindow } = require('electron');
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const [svg, folder, ...sizes] = process.argv.slice(process.argv.indexOf('--') + 1);

/** Runs in the page. */
async function draw(source, size) {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png');
}

app
  .whenReady()
  .then(async () => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await window.loadURL('data:text/html,<title>icons</title>');
    const source = `data:image/svg+xml;base64,${readFileSync(svg).toString('base64')}`;
    for (const size of sizes) {
      const script = `(${draw.toString()})(${JSON.stringify(source)}, ${Number(size)})`;
      const address = await window.webContents.executeJavaScript(script);
      writeFileSync(path.join(folder, `${size}x${size}.png`), Buffer.from(address.split(',')[1], 'base64'));
    }
    app.exit(0);
  })
  .catch((error) => {
    process.stderr.write(`${error}\n`);
    app.exit(1);
  });
