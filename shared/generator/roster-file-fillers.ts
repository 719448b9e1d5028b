import type { School } from '../school';
import { drawPerson, identityNumber, telephone } from './names';
import type { Random } from './random';
import type { Filler } from './roster-file-styles';

/** What else stands in a pupil's row, all of it invented; `index` is the row's, from 0. */
export function filled(kind: Filler, index: number, school: School, random: Random): string {
  switch (kind) {
    case 'line':
      return String(index + 1);
    case 'school':
      return school.code;
    case 'area':
      return '990101';
    case 'country':
      return '中国';
    case 'identityKind':
      return '居民身份证';
    case 'health':
      return '健康或良好';
    case 'household':
      return random.chance(0.7) ? '农业户口' : '非农业户口';
    case 'entryWay':
      return '就近入学';
    case 'address':
      return `${school.county}${school.town}${random.int(1, 9)}组${random.int(1, 60)}号`;
    case 'telephone':
      return telephone(random);
    case 'postcode':
      return '990000';
    case 'yes':
      return '是';
    case 'no':
      return '否';
    case 'distance':
      return String(random.int(1, 8));
    case 'way':
      return '步行';
    case 'blood':
      return random.pick(['A', 'B', 'O', 'AB', '未知'] as const);
    case 'source':
      return '正常入学';
    case 'mail':
      return `p${index + 1}@example.invalid`;
    case 'adult':
      return drawPerson(random);
    case 'relation':
      return random.chance(0.5) ? '父亲' : '母亲';
    case 'adultIdentity':
      return identityNumber(random, random.int(1975, 1995), '男');
    case 'ethnicity':
      return '汉族';
    case 'work':
      return '务农';
    case 'blank':
      return '';
  }
}
