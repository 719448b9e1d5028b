import { z } from 'zod';
import { mappingSchema } from './mapping';
import type { Mapping } from './mapping';

/** Why a file is no mapping; `path` is empty where the whole file is meant. */
export interface MappingFault {
  readonly path: string;
  readonly problem: string;
}

const zhCN = z.locales.zhCN().localeError;

/** `cells.3.address` → `cells 第 4 项 address`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `第 ${part + 1} 项` : String(part))).join(' ');
}

/** Reads the parsed JSON of a mapping file. */
export function readMapping(json: unknown): { mapping: Mapping } | { fault: MappingFault } {
  const head = z.looseObject({ format: z.unknown(), formatVersion: z.unknown() }).safeParse(json);
  if (!head.success || head.data.format !== 'tianbao-mapping')
    return { fault: { path: '', problem: '它不是模板的对照文件' } };
  const { formatVersion } = head.data;
  if (typeof formatVersion === 'number' && formatVersion > 1)
    return { fault: { path: '', problem: '它是用更新版本的程序做的，请先升级程序' } };
  const parsed = mappingSchema.safeParse(json, { error: zhCN });
  if (parsed.success) return { mapping: parsed.data };
  const issue = parsed.error.issues[0];
  const problem = (issue?.message ?? '').replace(/[。.]$/, '');
  return { fault: { path: placeOf(issue?.path ?? []), problem } };
}

/** The file's text: one cell or list a line, so that two mappings can be compared line by line. */
export function mappingText({ cells, lists, ...head }: Mapping): string {
  const lines = (items: readonly unknown[]) =>
    items.length === 0 ? '[]' : `[\n    ${items.map((item) => JSON.stringify(item)).join(',\n    ')}\n  ]`;
  const top = JSON.stringify(head, null, 2).replace(/\n\}$/, '');
  return `${top},\n  "cells": ${lines(cells)},\n  "lists": ${lines(lists)}\n}\n`;
}
