'use strict';
// Stands in for Electron's own default_app.asar, which the registry-carried runtime lacks:
// opens the application in the folder given as the first argument that is not an option.
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  process.stderr.write('Name the folder of the application to open.\n');
  app.exit(1);
} else {
  const appFolder = path.resolve(folder);
  const manifest = JSON.parse(fs.readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(manifest.productName || manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(appFolder);
  require(path.join(appFolder, manifest.main));
}
