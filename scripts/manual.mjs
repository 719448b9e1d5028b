import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { marked } from 'marked';
import { root } from './run.mjs';

/*
 * The manual is Markdown that people read in docs/manual, and the same text in the window. The window gets no HTML but
 * a tree of few known elements, so nothing in a chapter can become a script, a style or an address.
 */

/**
 * A text, or an element: its tag, its attributes (null for none) and what is in it.
 * @typedef {import('../renderer/manual/manual-nodes').ManualNode} ManualNode
 * @typedef {import('../renderer/manual/manual-nodes').ManualSection} ManualSection
 * @typedef {import('../renderer/manual/manual-nodes').ManualChapter} ManualChapter
 * @typedef {import('../renderer/manual/manual-nodes').ManualText & { images: string[] }} ManualText
 * @typedef {{ folder: string, chapter: string, problems: string[], images: Set<string>, ids: Map<string, number> }} Reading
 */

export const manualFolder = path.join(root, 'docs', 'manual');

/**
 * The whole manual in the order of contents.json; throws an error with every problem, one a line: a file without a
 * place in the contents, a link or image that leads nowhere, an image that no chapter shows, anything but plain Markdown.
 * @param {string} [folder]
 * @returns {ManualText}
 */
export function readManual(folder = manualFolder) {
  /** @type {Pick<ManualText, 'groups'>} */
  const { groups } = JSON.parse(readFileSync(path.join(folder, 'contents.json'), 'utf8'));
  /** @type {string[]} */
  const problems = [];
  /** @type {Set<string>} */
  const images = new Set();
  const named = groups.flatMap(({ chapters }) => chapters);
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  for (const file of files)
    if (!named.includes(file.slice(0, -3))) problems.push(`${file} has no place in contents.json`);
  for (const [index, id] of named.entries())
    if (named.indexOf(id) !== index) problems.push(`contents.json: ${id} twice`);
  const chapters = named.flatMap((id) => {
    if (files.includes(`${id}.md`)) return readChapter(folder, id, problems, images);
    problems.push(`contents.json: no file ${id}.md`);
    return [];
  });
  for (const { id, content } of chapters)
    for (const node of content) checkLinks(node, id, chapters, problems);
  for (const name of existsSync(path.join(folder, 'images')) ? readdirSync(path.join(folder, 'images')) : [])
    if (name.endsWith('.png') && !images.has(name)) problems.push(`images/${name}: no chapter shows it`);
  if (problems.length > 0) throw new Error(`docs/manual:\n${problems.join('\n')}`);
  return { groups, chapters, images: [...images] };
}

/**
 * @param {string} folder
 * @param {string} id
 * @param {string[]} problems
 * @param {Set<string>} images
 * @returns {ManualChapter}
 */
function readChapter(folder, id, problems, images) {
  /** @type {Reading} */
  const reading = { folder, chapter: id, problems, images, ids: new Map() };
  /** @type {import('marked').Token[]} */
  const [first, ...rest] = marked
    .lexer(readFileSync(path.join(folder, `${id}.md`), 'utf8'))
    .filter(({ type }) => type !== 'space');
  if (first?.type !== 'heading' || first['depth'] !== 1)
    problems.push(`${id}.md: the first line is no title`);
  const content = blocks(rest, reading);
  /** @type {ManualSection[]} */
  const sections = [];
  for (const node of content)
    if (typeof node !== 'string' && (node[0] === 'h2' || node[0] === 'h3'))
      sections.push({ id: node[1]?.id ?? '', title: textOf(node), level: node[0] === 'h2' ? 2 : 3 });
  return {
    id,
    title:
      first === undefined
        ? id
        : textOf(['h1', null, ...inline('tokens' in first ? (first.tokens ?? []) : [], reading)]),
    sections,
    content,
  };
}

/**
 * @param {readonly import('marked').Token[]} tokens
 * @param {Reading} reading
 * @returns {ManualNode[]}
 */
function blocks(tokens, reading) {
  return tokens.flatMap((token) => block(token, reading));
}

/**
 * @param {import('marked').Token} token
 * @param {Reading} reading
 * @returns {ManualNode[]}
 */
function block(token, reading) {
  const inside = token.type !== 'table' && 'tokens' in token ? (token.tokens ?? []) : [];
  switch (token.type) {
    case 'space':
      return [];
    case 'heading': {
      const content = inline(inside, reading);
      if (token['depth'] !== 2 && token['depth'] !== 3)
        reading.problems.push(`${reading.chapter}.md: a heading of depth ${token['depth']}`);
      return [[`h${token['depth']}`, { id: idOf(content.map(textOf).join(''), reading) }, ...content]];
    }
    case 'paragraph':
      return [['p', null, ...inline(inside, reading)]];
    case 'text':
      return inside.length > 0 ? inline(inside, reading) : [shown(String(token['text']), reading)];
    case 'blockquote':
      return [['blockquote', null, ...blocks(inside, reading)]];
    case 'code':
      return [['pre', null, String(token['text'])]];
    case 'list': {
      const { ordered, start, items } = /** @type {import('marked').Tokens.List} */ (token);
      const rows = items.map(
        (item) => /** @type {ManualNode} */ (['li', null, ...blocks(item.tokens, reading)]),
      );
      return [[ordered ? 'ol' : 'ul', ordered && start !== 1 ? { start: Number(start) } : null, ...rows]];
    }
    case 'table': {
      const { header, rows } = /** @type {import('marked').Tokens.Table} */ (token);
      /** @type {(tag: string) => (cell: import('marked').Tokens.TableCell) => ManualNode} */
      const cell = (tag) => (each) => [tag, null, ...inline(each.tokens, reading)];
      return [
        [
          'table',
          null,
          ['thead', null, ['tr', null, ...header.map(cell('th'))]],
          [
            'tbody',
            null,
            ...rows.map((row) => /** @type {ManualNode} */ (['tr', null, ...row.map(cell('td'))])),
          ],
        ],
      ];
    }
    default:
      reading.problems.push(
        `${reading.chapter}.md: ${token.type} is not for the manual: ${token.raw.slice(0, 40)}`,
      );
      return [];
  }
}

/**
 * @param {readonly import('marked').Token[]} tokens
 * @param {Reading} reading
 * @returns {ManualNode[]}
 */
function inline(tokens, reading) {
  return tokens.flatMap((token) => /** @type {ManualNode[]} */ (inlineOne(token, reading)));
}

/**
 * @param {import('marked').Token} token
 * @param {Reading} reading
 * @returns {ManualNode[]}
 */
function inlineOne(token, reading) {
  const inside = 'tokens' in token ? (token.tokens ?? []) : [];
  switch (token.type) {
    case 'text':
    case 'escape':
      return inside.length > 0 ? inline(inside, reading) : [shown(String(token['text']), reading)];
    case 'strong':
    case 'em':
      return [[token.type, null, ...inline(inside, reading)]];
    case 'codespan':
      return [['code', null, String(token['text'])]];
    case 'br':
      return [['br', null]];
    case 'link': {
      const target = /^([\w-]+)?(?:\.md)?(?:#(.+))?$/.exec(decodeURI(String(token['href'])));
      if (target === null || (target[1] !== undefined && !String(token['href']).includes('.md'))) {
        reading.problems.push(`${reading.chapter}.md: a link out of the manual: ${String(token['href'])}`);
        return inline(inside, reading);
      }
      const section = target[2] === undefined ? {} : { section: target[2] };
      return [['a', { chapter: target[1] ?? reading.chapter, ...section }, ...inline(inside, reading)]];
    }
    case 'image': {
      // While pictures are taken, those of a new reference are not there yet.
      const taking = process.env['TIANBAO_TAKE_PICTURES'] !== undefined;
      const name = /^images\/([\w-]+\.png)$/.exec(String(token['href']))?.[1];
      const size = name === undefined ? null : pngSize(path.join(reading.folder, 'images', name));
      if (name !== undefined && size === null && taking) return [];
      if (name === undefined || size === null) {
        reading.problems.push(`${reading.chapter}.md: no such picture: ${String(token['href'])}`);
        return [];
      }
      if (String(token['text']) === '')
        reading.problems.push(`${reading.chapter}.md: ${name} without a description`);
      reading.images.add(name);
      return [['img', { image: name, alt: String(token['text']), ...size }]];
    }
    default:
      reading.problems.push(
        `${reading.chapter}.md: ${token.type} is not for the manual: ${token.raw.slice(0, 40)}`,
      );
      return [];
  }
}

/**
 * A text as it is read. A mark that is still in it was not closed: after 。 or 」 it does not end what it began when a
 * character follows it directly.
 * @param {string} text
 * @param {Reading} reading
 */
function shown(text, reading) {
  if (/\*\*|__|`/.test(text))
    reading.problems.push(`${reading.chapter}.md: a mark of Markdown would be read: ${text.slice(0, 40)}`);
  return joined(text);
}

const wide = '[\\u2014\\u2018-\\u201d\\u2026\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]';
const mark = '[\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20]';
const breaks = new RegExp(`(?<=${wide})\\n(?=${wide})|(?<=${mark})\\n|\\n(?=${mark})`, 'g');

/**
 * The file's lines are short; between two Chinese characters a browser would show their breaks as a gap.
 * @param {string} text
 */
function joined(text) {
  return text.replace(breaks, '').replaceAll('\n', ' ');
}

/**
 * The name of a section as other Markdown viewers make it, so that a link works there too.
 * @param {string} title
 * @param {Reading} reading
 */
function idOf(title, { ids }) {
  const slug = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
  const before = ids.get(slug) ?? 0;
  ids.set(slug, before + 1);
  return before === 0 ? slug : `${slug}-${before}`;
}

/**
 * @param {ManualNode} node
 * @returns {string}
 */
export function textOf(node) {
  if (typeof node === 'string') return node;
  const [, , ...content] = node;
  return content.map(textOf).join('');
}

/**
 * @param {ManualNode} node
 * @param {string} from
 * @param {readonly ManualChapter[]} chapters
 * @param {string[]} problems
 */
function checkLinks(node, from, chapters, problems) {
  if (typeof node === 'string') return;
  const [tag, attributes, ...content] = node;
  if (tag === 'a') {
    const chapter = chapters.find(({ id }) => id === attributes?.chapter);
    const section = attributes?.section;
    if (chapter === undefined)
      problems.push(`${from}.md: a link to ${attributes?.chapter}.md, which is not there`);
    else if (section !== undefined && !chapter.sections.some(({ id }) => id === section))
      problems.push(`${from}.md: a link to ${chapter.id}.md#${section}, which is not there`);
  }
  for (const each of content) checkLinks(each, from, chapters, problems);
}

/**
 * Pixels as the file's own head says; null when it is no picture.
 * @param {string} file
 * @returns {{ width: number, height: number } | null}
 */
function pngSize(file) {
  if (!existsSync(file)) return null;
  const head = readFileSync(file).subarray(0, 24);
  if (head.length < 24 || head.toString('latin1', 1, 4) !== 'PNG') return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}
