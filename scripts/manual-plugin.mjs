import path from 'node:path';
import { manualFolder, readManual } from './manual.mjs';

const name = 'virtual:manual';

/**
 * The chapters of docs/manual as a module of the window, their pictures as files beside it. A chapter with a fault, as
 * `readManual` tells them, fails the build.
 * @returns {import('vite').Plugin}
 */
export function manualText() {
  return {
    name: 'manual-text',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const { images, ...text } = readManual();
      const files = images.map((image) => path.join(manualFolder, 'images', image));
      return [
        ...files.map((file, index) => `import image${index} from ${JSON.stringify(file)};`),
        `export const images = {${images.map((image, index) => `${JSON.stringify(image)}: image${index}`).join(',')}};`,
        `export const text = ${JSON.stringify(text)};`,
      ].join('\n');
    },
  };
}
