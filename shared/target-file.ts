import { z } from 'zod';
import type { Definitions } from './definitions';
import { familyOf, nextVersion } from './own-profile';
import { targetProfileSchema } from './target-schema';
import type { TargetProfile } from './target-profile';

/** A target profile read from a file, or a sentence that says what is wrong with it and where. */
export type ReadProfile = { readonly profile: TargetProfile } | { readonly fault: string };

const format = 'tianbao-targets';
const noProfile = '里面不是目标方案的内容';

const zhCN = z.locales.zhCN().localeError;

/** What the clerk calls a property, and what has to stand there. */
const properties: Readonly<Record<string, readonly [name: string, wanted: string]>> = {
  id: ['编号', '应是小写字母、数字和横线'],
  version: ['版本', '应是文字，不能空'],
  name: ['名称', '应是 1 到 60 个字'],
  source: ['依据文件', '应是文字，不超过 200 字'],
  targetYear: ['目标年度', '应是四位年份'],
  jurisdiction: ['适用地区', '应是文字，不超过 60 字'],
  level: ['层级', '应是文字，不超过 20 字'],
  region: ['地区类别', '应是“东部”或“中西部”'],
  methods: ['采用的口径', '应按指标逐个写口径'],
  thresholds: ['目标值表', '应是一组目标值，最多 300 条'],
  indicator: ['指标', '应是指标的编号'],
  stage: ['学段', '应是文字，不能空'],
  figureStage: ['判定的学段', '应是学段的名称'],
  op: ['要求', '应是 >=、<=、==、> 之一'],
  value: ['目标值', '应是数字，不带引号和单位'],
  unit: ['单位', '应是文字'],
  method: ['口径', '应是口径的编号'],
  quote: ['原文', '应是文字'],
  inferred: ['推定', '应是 true 或 false'],
  confidence: ['可信度', '应是 low 或 medium'],
  upper: ['区间上限', '应是数字'],
};

/** Reads the parsed JSON of a profile's file; the definitions say which indicators and methods there are. */
export function readProfile(json: unknown, definitions: Pick<Definitions, 'indicators'>): ReadProfile {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { fault: noProfile };
  const { format: said, formatVersion, ...profile } = json as Readonly<Record<string, unknown>>;
  // The program's own files name no format.
  if (said === undefined ? !('thresholds' in profile) : said !== format) return { fault: noProfile };
  if (typeof formatVersion === 'number' && formatVersion > 1)
    return { fault: '它是用更新版本的程序做的，请先升级程序' };
  const read = parseProfile(profile, definitions);
  if ('fault' in read) return read;
  const fault = faultIn(read.profile, definitions);
  return fault === null ? read : { fault };
}

/** A profile as an object, whatever it names. */
export function parseProfile(json: unknown, definitions: Pick<Definitions, 'indicators'>): ReadProfile {
  const parsed = targetProfileSchema.safeParse(json, { error: zhCN });
  if (!parsed.success) return { fault: issueText(parsed.error.issues[0], json, definitions) };
  const { $schema: _schema, ...profile } = parsed.data;
  return { profile };
}

/** What in a well-formed profile means nothing to this program; null when all of it does. */
export function faultIn(
  { thresholds, methods = {} }: TargetProfile,
  { indicators }: Pick<Definitions, 'indicators'>,
): string | null {
  const known = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  for (const [index, { indicator: id, method }] of thresholds.entries()) {
    const indicator = known.get(id);
    if (indicator === undefined) return `第 ${index + 1} 条：本程序没有指标“${id}”`;
    if (method !== undefined && !indicator.methods.some((each) => each.id === method))
      return `第 ${index + 1} 条（${indicator.name}）：没有口径“${method}”`;
  }
  for (const [id, method] of Object.entries(methods)) {
    const fault = faultOfMethod(id, method, indicators);
    if (fault !== null) return `采用的口径：${fault}`;
  }
  return null;
}

/** Why an indicator is not computed by a reading; null when it can be. */
export function faultOfMethod(
  id: string,
  method: string,
  indicators: Definitions['indicators'],
): string | null {
  const indicator = indicators.find((each) => each.id === id);
  if (indicator === undefined) return `本程序没有指标“${id}”`;
  return indicator.methods.some((each) => each.id === method) ? null : `${indicator.name}没有口径“${method}”`;
}

function issueText(
  issue: z.core.$ZodIssue | undefined,
  json: unknown,
  definitions: Pick<Definitions, 'indicators'>,
): string {
  const [first, index, ...rest] = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const place = typeof index === 'number' ? `第 ${index + 1} 条：` : '';
    return `${place}不认识“${issue.keys.join('、')}”`;
  }
  if (first === 'thresholds' && typeof index === 'number') {
    const row = z
      .looseObject({ indicator: z.string(), stage: z.string().optional() })
      .safeParse((json as { thresholds: readonly unknown[] }).thresholds[index]).data;
    const name = definitions.indicators.find(({ id }) => id === row?.indicator)?.name;
    const which =
      name === undefined ? '' : `（${[name, row?.stage].filter((part) => part !== undefined).join('，')}）`;
    return `第 ${index + 1} 条${which}：${propertyText(rest[0], issue)}`;
  }
  return propertyText(first, issue);
}

function propertyText(property: PropertyKey | undefined, issue: z.core.$ZodIssue | undefined): string {
  const known = properties[String(property)];
  if (known === undefined) return `${String(property ?? '')} ${issue?.message ?? ''}`.trim();
  const [name, wanted] = known;
  return `“${name}”${wanted}`;
}

/** The file's text: one threshold a line, so that two versions can be compared line by line. */
export function profileText({ $schema: _schema, ...profile }: TargetProfile): string {
  const { thresholds, ...said } = profile;
  const top = JSON.stringify({ format, formatVersion: 1, ...said }, null, 2).replace(/\n\}$/, '');
  const lines = thresholds.map((threshold) => `    ${JSON.stringify(threshold)}`);
  return `${top},\n  "thresholds": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Whether two profiles say the same, whatever the order of their properties. */
export function isSameProfile(one: TargetProfile, other: TargetProfile): boolean {
  return ordered(one) === ordered(other);
}

function ordered({ $schema: _schema, ...profile }: TargetProfile): string {
  return JSON.stringify(profile, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b))))
      : value,
  );
}

/** What a profile from outside is to this computer. */
export type Placed =
  | { readonly outcome: 'new' | 'known'; readonly profile: TargetProfile }
  /** Its id is taken by another content; `profile` is the same under the next free version. */
  | { readonly outcome: 'differs'; readonly profile: TargetProfile };

/** Where a profile from outside goes; `known` are those of the program and the bureau's own. */
export function placeProfile(profile: TargetProfile, known: readonly TargetProfile[]): Placed {
  const taken = known.find(({ id }) => id === profile.id);
  if (taken === undefined) return { outcome: 'new', profile };
  if (isSameProfile(taken, profile)) return { outcome: 'known', profile: taken };
  const family = familyOf(profile.id);
  const twin = known.find(
    (other) =>
      familyOf(other.id) === family &&
      isSameProfile({ ...other, id: '-', version: '-' }, { ...profile, id: '-', version: '-' }),
  );
  if (twin !== undefined) return { outcome: 'known', profile: twin };
  const version = String(nextVersion(family, known));
  return { outcome: 'differs', profile: { ...profile, id: `${family}@${version}`, version } };
}
