import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

/**
 * The zod schemas say in comments what their properties mean; an editor can show that only from the JSON schema. So
 * the comments are read from the sources: writing every sentence a second time as a value would let the two drift apart.
 * @typedef {{ [key: string]: unknown, properties?: Record<string, Json>, items?: Json, additionalProperties?: Json | boolean, anyOf?: Json[], description?: string }} Json
 */

/** Schema constants of `shared/` by name. */
const declared = readDeclarations();

/**
 * @param {Json} schema a JSON schema made from the zod schema of that name; descriptions are added in place
 * @param {string} name
 */
export function describe(schema, name) {
  const found = declared.get(name);
  if (found === undefined) throw new Error(`No schema ${name} in shared/.`);
  follow(schema, found);
}

function readDeclarations() {
  /** @type {Map<string, ts.Expression>} */
  const found = new Map();
  const folders = ['shared', 'shared/roster', 'shared/template'].map((folder) => path.join(root, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const name = path.basename(file);
    const text = readFileSync(file, 'utf8');
    if (!text.includes("from 'zod'")) continue;
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name: id, initializer } of statement.declarationList.declarations)
        if (initializer !== undefined) found.set(id.getText(), initializer);
    }
  }
  return found;
}

/**
 * @param {Json | undefined} json
 * @param {ts.Node | undefined} node
 */
function follow(json, node) {
  if (json === undefined || node === undefined) return;
  if (ts.isIdentifier(node)) return follow(json, declared.get(node.text));
  if (ts.isObjectLiteralExpression(node)) return followShape(json, node);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
  const { name, expression: before } = node.expression;
  if (!ts.isIdentifier(before) || before.text !== 'z') {
    follow(json, before);
    if (name.text === 'extend') follow(json, node.arguments[0]);
    return;
  }
  switch (name.text) {
    case 'object':
    case 'strictObject':
    case 'looseObject':
      return follow(json, node.arguments[0]);
    case 'array':
      return follow(json.items, node.arguments[0]);
    case 'record':
      if (typeof json.additionalProperties === 'object') follow(json.additionalProperties, node.arguments[1]);
  }
}

/**
 * @param {Json} json
 * @param {ts.ObjectLiteralExpression} shape
 */
function followShape(json, shape) {
  for (const property of shape.properties) {
    if (ts.isSpreadAssignment(property)) follow(json, property.expression);
    if (!ts.isPropertyAssignment(property) || property.name === undefined) continue;
    const name = property.name.getText().replaceAll("'", '');
    const own = json.properties?.[name];
    if (own === undefined) continue;
    const comment = commentOf(property);
    if (comment !== '') own.description = comment;
    follow(own, property.initializer);
  }
}

/** @param {ts.Node} node */
function commentOf(node) {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
