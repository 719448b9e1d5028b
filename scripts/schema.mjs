import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildCommandLine } from './build.mjs';
import { root, say } from './run.mjs';
import { describe } from './schema-comments.mjs';
import { installPackages } from './setup.mjs';

/** Writes the JSON schemas of the definitions anew, for editors; a test compares them with the schemas in the code. */
await installPackages();
const { definitionSchemas } = createRequire(import.meta.url)(await buildCommandLine());
const folder = path.join(root, 'resources', 'schema');
mkdirSync(folder, { recursive: true });
for (const { file, source, schema } of definitionSchemas()) {
  describe(schema, source);
  writeFileSync(path.join(folder, file), `${JSON.stringify(schema, null, 2)}\n`);
  say(`schema: ${file}`);
}
