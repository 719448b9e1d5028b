import fs from 'node:fs';
import path from 'node:path';
import { analysisSchema } from '../../shared/analysis';
import type { Definitions } from '../../shared/definitions';
import { bridgesSchema, editionSchema, formSchema } from '../../shared/form';
import type { Form } from '../../shared/form';
import { indicatorSchema } from '../../shared/indicator-schema';
import { standardSchema } from '../../shared/standard-schema';
import { targetProfileSchema } from '../../shared/target-schema';

const resources = path.resolve(import.meta.dirname, '../../resources');

export function readResource(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(resources, name), 'utf8'));
}

export function readReference(name: string): unknown {
  return JSON.parse(
    fs.readFileSync(path.resolve(import.meta.dirname, '../fixtures/reference', name), 'utf8'),
  );
}

function readFolder<T>(folder: string, parse: (json: unknown) => T): T[] {
  return fs
    .readdirSync(path.join(resources, folder))
    .sort()
    .map((name) => parse(readResource(`${folder}/${name}`)));
}

/** The shipped definitions, read without the loader of the main process: pure tests need no Electron. */
export function shippedDefinitions(): Definitions {
  const editions = ['jiaoji-2021', 'jichuji-2018-86', 'local'].map((id) =>
    editionSchema.parse(readResource(`editions/${id}/manifest.json`)),
  );
  const forms: Record<string, Form> = {};
  const editionOf: Record<string, string> = {};
  for (const edition of editions) {
    for (const code of edition.forms) {
      forms[code] = formSchema.parse(readResource(`editions/${edition.id}/${code}.json`));
      editionOf[code] = edition.id;
    }
  }
  return {
    editions,
    forms,
    editionOf,
    bridges: bridgesSchema.parse(readResource('editions/bridges.json')).bridges,
    indicators: readFolder('indicators', (json) => indicatorSchema.parse(json)),
    targetProfiles: readFolder('targets', (json) => targetProfileSchema.parse(json)),
    standards: readFolder('standards', (json) => standardSchema.parse(json)),
    analyses: readFolder('analyses', (json) => analysisSchema.parse(json)),
  };
}
