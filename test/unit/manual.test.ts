import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chapterOf, chapterOfPage } from '../../renderer/manual/manual-places';
import { back, chapterAt, forward, go, startAt } from '../../renderer/manual/manual-reading';
import { piecesOf, search, wordsOf } from '../../renderer/manual/manual-search';
import { readManual } from '../../scripts/manual.mjs';

const shipped = readManual();

describe('the chapters as they are shipped', () => {
  it('every page of the window, every panel and dialog leads to a chapter', () => {
    const ids = shipped.chapters.map(({ id }) => id);
    expect(Object.entries(chapterOfPage).filter(([, chapter]) => !ids.includes(chapter))).toEqual([]);
    const asked = { page: 'form', region: null, dialog: null } as const;
    expect(chapterOf(asked)).toBe('fill');
    expect(chapterOf({ ...asked, region: 'findings' })).toBe('findings');
    expect(chapterOf({ ...asked, region: 'details' })).toBe('details');
    expect(chapterOf({ ...asked, dialog: '从上年带入' })).toBe('carry');
    expect(chapterOf({ ...asked, page: 'home', dialog: '写特殊情况说明' })).toBe('findings');
    expect(chapterOf({ ...asked, page: 'indicators', theme: '均衡' })).toBe('balance');
    expect(chapterOf({ ...asked, page: 'indicators', theme: '控辍保学' })).toBe('indicators');
    expect(chapterOf({ ...asked, page: 'home', theme: '均衡' })).toBe('first');
    expect(chapterOf({ ...asked, page: 'backups', region: 'findings' })).toBe('backups');
  });

  it('a chapter is there once, with a title, and its parts have names of their own', () => {
    for (const { title, sections } of shipped.chapters) {
      expect(title.length).toBeGreaterThan(1);
      expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
    }
  });

  it('the breaks of the file’s lines are not seen between Chinese characters', () => {
    expect(JSON.stringify(shipped.chapters)).not.toMatch(/[\u4e00-\u9fff，。；：] [，。；：、]/);
    expect(JSON.stringify(chapterAt(shipped, 'fill').content)).toContain('没打完的字还在。');
  });
});

describe('search', () => {
  it('finds every word in a section, the headings first', () => {
    const hits = search(shipped, '撤销');
    expect(hits[0]?.section?.title).toBe('撤销');
    expect(hits.length).toBeGreaterThan(5);
    for (const { line, chapter, section } of search(shipped, '身份证 显示')) {
      const text = line.map((piece) => piece.text).join('');
      expect(`${chapter.title}${section?.title ?? ''}${text}`).toMatch(/身份证|显示/);
    }
  });

  it('knows no difference of width or case, and says nothing for nothing', () => {
    expect(search(shipped, 'ctrl+z').length).toBe(search(shipped, 'ＣＴＲＬ＋Ｚ').length);
    expect(search(shipped, 'ctrl+z').length).toBeGreaterThan(5);
    expect(search(shipped, ' ')).toEqual([]);
    expect(search(shipped, '没有这样的词啊')).toEqual([]);
  });

  it('marks what was searched for, the rest stays as it was', () => {
    expect(piecesOf('按 Ctrl+Z 撤销，再按 ctrl+z', wordsOf('CTRL+Z 撤销'))).toEqual([
      { text: '按 ', found: false },
      { text: 'Ctrl+Z', found: true },
      { text: ' ', found: false },
      { text: '撤销', found: true },
      { text: '，再按 ', found: false },
      { text: 'ctrl+z', found: true },
    ]);
    expect(piecesOf('什么也没有', ['别的'])).toEqual([{ text: '什么也没有', found: false }]);
  });
});

describe('going through it', () => {
  const at = (chapter: string) => ({ kind: 'chapter', chapter, section: null, words: '' }) as const;
  const found = (query: string) => ({ kind: 'results', query }) as const;

  it('an unknown chapter is the first one', () => {
    expect(startAt(shipped, 'nowhere').views).toEqual([at(shipped.chapters[0]?.id ?? '')]);
    expect(startAt(shipped, 'export').views).toEqual([at('export')]);
  });

  it('typing is one step, emptying the words takes it back, and forward is lost by going elsewhere', () => {
    let reading = startAt(shipped, 'fill');
    reading = go(go(go(reading, found('定')), found('定稿')), at('export'));
    expect(reading.views).toEqual([at('fill'), found('定稿'), at('export')]);
    expect(back(reading).at).toBe(1);
    expect(forward(back(reading)).at).toBe(2);
    expect(go(back(reading), found(''))).toEqual({ views: reading.views, at: 0 });
    expect(go(back(back(reading)), at('print')).views).toEqual([at('fill'), at('print')]);
    expect(back(back(back(back(reading)))).at).toBe(0);
  });
});

describe('a chapter with a fault fails the build', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tianbao-manual-'));
    mkdirSync(path.join(folder, 'images'));
    write('contents.json', JSON.stringify({ groups: [{ title: '一', chapters: ['a', 'b'] }] }));
    write('a.md', '# 甲\n\n见[乙](b.md#第二节)。\n');
    write('b.md', '# 乙\n\n## 第二节\n\n正文。\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const problems = () => {
    try {
      readManual(folder);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('sound ones are read with their links', () => {
    expect(readManual(folder).chapters[0]).toEqual({
      ...{ id: 'a', title: '甲', sections: [] },
      content: [['p', null, '见', ['a', { chapter: 'b', section: '第二节' }, '乙'], '。']],
    });
  });

  it.each([
    ['见[丙](c.md)。', 'a.md: a link to c.md, which is not there'],
    ['见[乙](b.md#第三节)。', 'a.md: a link to b.md#第三节, which is not there'],
    ['[网站](https://example.com)', 'a.md: a link out of the manual: https://example.com'],
    ['[脚本](javascript:alert(1))', 'a.md: a link out of the manual: javascript:alert(1)'],
    ['[别处](../architecture.md)', 'a.md: a link out of the manual: ../architecture.md'],
    ['![图](images/none.png)', 'a.md: no such picture: images/none.png'],
    ['![图](https://example.com/a.png)', 'a.md: no such picture: https://example.com/a.png'],
    ['<script>alert(1)</script>', 'a.md: html is not for the manual'],
    ['字<b onclick="x()">字</b>', 'a.md: html is not for the manual'],
    ['**打不开。**程序不保存', 'a.md: a mark of Markdown would be read: **打不开。**程序不保存'],
    ['| 甲 |\n| --- |\n| 说__「字」__后 |', 'a.md: a mark of Markdown would be read: 说__「字」__后'],
    ['按 `Ctrl+Z 撤销', 'a.md: a mark of Markdown would be read: 按 `Ctrl+Z 撤销'],
    ['#### 太深', 'a.md: a heading of depth 4'],
  ])('%s', (text, problem) => {
    write('a.md', `# 甲\n\n${text}\n`);
    expect(problems()).toContain(problem);
  });

  it('a file without a place, a picture that nobody shows', () => {
    write('c.md', '# 丙\n');
    write('images/x.png', '');
    expect(problems()).toContain('c.md has no place in contents.json');
    expect(problems()).toContain('images/x.png: no chapter shows it');
  });
});
