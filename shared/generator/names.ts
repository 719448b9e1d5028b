import { isIdentityNumber } from '../identity';
import type { Random } from './random';

/** Names of places, schools and people that are made up of parts; none is meant to exist. */

const firstParts = [
  '砚',
  '荞',
  '苇',
  '枥',
  '蓼',
  '楮',
  '萱',
  '槭',
  '榧',
  '莳',
  '菘',
  '柽',
  '芩',
  '荻',
  '蓣',
  '椴',
] as const;
const secondParts = [
  '溪',
  '岭',
  '塘',
  '湾',
  '坪',
  '坞',
  '畈',
  '渡',
  '泉',
  '垄',
  '洼',
  '冈',
  '埠',
  '峪',
  '墩',
  '汊',
] as const;
const families = [
  '甘',
  '丛',
  '苗',
  '丰',
  '米',
  '车',
  '谷',
  '田',
  '安',
  '水',
  '石',
  '常',
  '云',
  '易',
  '古',
  '金',
] as const;
const given = ['晓', '小', '子', '雨', '文', '佳', '思', '一', '冬', '春', '可', '秋'] as const;
const last = ['禾', '苗', '晨', '宁', '然', '朗', '悦', '安', '帆', '舟', '松', '竹'] as const;

const county = '荞溪县';

export interface Place {
  readonly county: string;
  readonly town: string;
  readonly village: string;
}

export function drawPlace(random: Random): Place {
  const part = (): string => random.pick(firstParts) + random.pick(secondParts);
  return { county, town: `${part()}${random.chance(0.6) ? '镇' : '乡'}`, village: `${part()}村` };
}

export function drawPerson(random: Random): string {
  return random.pick(families) + (random.chance(0.7) ? random.pick(given) : '') + random.pick(last);
}

/** The name of a place in a list of 2,304 names, all different. */
function personNamed(place: number): string {
  const at = (parts: readonly string[], index: number): string => parts[index % parts.length] ?? '';
  const rest = Math.floor(place / families.length);
  return at(families, place) + at(given, rest) + at(last, Math.floor(rest / given.length));
}

/** Ten digits that no real school has: they start with 99. */
export function schoolCode(random: Random, index: number): string {
  return `99${String(random.int(0, 999)).padStart(3, '0')}${String(index + 1).padStart(5, '0')}`;
}

/** Area codes of identity numbers end below 99. */
const area = '990101';

/** Identity number of a person who does not exist: area 99, a birthday within the year that `born` names, valid check digit. */
export function identityNumber(random: Random, born: number, sex: '男' | '女'): string {
  // Full years are counted on 1 September: who turns 0 in `born` has the birthday between 2 September and 1 September.
  const day = new Date(Date.UTC(born - 1, 8, 2 + random.int(0, 363))).toISOString().slice(0, 10);
  const serial = random.int(0, 99) * 10 + random.int(0, 4) * 2 + (sex === '男' ? 1 : 0);
  return withCheckDigit(`${area}${day.replaceAll('-', '')}${String(serial).padStart(3, '0')}`);
}

/**
 * Name and identity number of one of many: nobody with another `serial` below 180,000 has the same number, nor with
 * another below 800,000 the same name and birthday, so that a roster of them has no duplicates.
 */
export function oneOfMany(
  serial: number,
  born: number,
  sex: '男' | '女',
): { name: string; identity: string } {
  const days = 364;
  const round = Math.floor(serial / days);
  const day = new Date(Date.UTC(born - 1, 8, 2 + ((serial * 149) % days))).toISOString().slice(0, 10);
  const order = String((round % 500) * 2 + (sex === '男' ? 1 : 0)).padStart(3, '0');
  return {
    name: personNamed((serial * 7 + round) % 2304),
    identity: withCheckDigit(`${area}${day.replaceAll('-', '')}${order}`),
  };
}

function withCheckDigit(digits: string): string {
  return digits + ([...'0123456789X'].find((digit) => isIdentityNumber(digits + digit)) ?? '');
}

/** 学籍号: G and an identity number's digits, here a running number of the school. */
export function registerNumber(code: string, serial: number): string {
  return `G99${code}${String(serial).padStart(6, '0')}`;
}

/** A telephone number that cannot be called: no area code starts with 09. */
export function telephone(random: Random): string {
  return `0999-${random.int(2_000_000, 8_999_999)}`;
}
