import type { RosterAssumption } from '../roster/plan';

type Asked = Pick<RosterAssumption, 'params' | 'people'>;

/** What had to be supposed of a roster, by id: what it does not say, as a question that the choices answer. */
const sentences: Readonly<Record<string, (asked: Asked) => string>> = {
  'entered.gradeOne': ({ people, params }) =>
    `名册没有写明哪些是今年招生的。按年级看可能是新生的有 ${people} 人` +
    (Number(params['months']) === 0
      ? '，其中可能有留级的。'
      : `，其中 ${params['inYear']} 人的入学年月在 ${params['year']} 年，其余的可能是留级。`),
  'came.historic': ({ people }) =>
    `「增加方式」写着招生的有 ${people} 人不在起始年级，或入学年月不在今年，这一列可能不是今年的。怎么算？`,
  'blank.came': ({ people }) => `${people} 名新生年级的学生，「增加方式」空着。他们怎么算？`,
  'graduated.finalGrade': ({ people }) =>
    `上年毕业年级有 ${people} 人今年不在名册上，也没有选定去向。他们怎么算？` +
    '（学年中转入、又在本校毕业的，两份名册上都没有，毕业生数要由您加上。）',
  'origin.county': ({ params }) =>
    `分外省、本省外县要知道哪里是本县。名册里户口所在地最多的是 ${params['county']}。本县是哪一个？`,
  'migrant.workersOnly': ({ people }) =>
    `名册只写了进城务工人员随迁子女（${people} 人），没有写别的随迁子女。怎么算？`,
  'origin.home': ({ people }) =>
    `${people} 人写着随迁，户口却在本县；随迁子女指户口在外省或本省外县的。怎么算？`,
  'status.left': ({ people }) => `${people} 人的学籍状态不是「在读」（如休学、退学、转出），人不在校。`,
  'foreign.apart': ({ people }) => `名册里有 ${people} 名外国籍学生。算不算在校生？`,
  'placement.disabled': ({ people }) =>
    `${people} 名残疾学生没有写明是随班就读、附设特教班还是送教上门。怎么算？`,
  'placement.nobody': ({ params }) => `学校登记有${params['kinds']}，名册上却没有这样的学生。`,
  'placement.unregistered': ({ people, params }) =>
    `名册里有 ${people} 名${params['kinds']}的学生，「学校档案」却没有登记本校有${params['kinds']}，表里没有他们的行。本校办有的，请先到「学校档案」登记；没有登记的怎么算？`,
  'ethnicity.other': ({ people }) => `${people} 名学生的民族写着「其他」或「外国血统中国籍人士」。怎么算？`,
  'ethnicity.staff.other': ({ people }) =>
    `${people} 名教职工的民族写着「其他」或「外国血统中国籍人士」。怎么算？`,
  'mixed.twoGrades': ({ params }) => `有的班里有两个年级的学生（${params['classes']}）。是不是复式班？`,
  'mixed.manyGrades': ({ params }) =>
    `${params['classes']} 里有四个以上年级的学生，看不出是一个复式班，还是几个同名的复式班。怎么算？`,
  'mixed.none': () => '名册没有写哪些学生在复式班。学校有没有复式班？',
  'preschool.years': ({ people }) =>
    `${people} 名新生写着受过学前教育，没有写几年；招生表要分一年、两年、三年。怎么算？`,
  'classes.whole': ({ params }) =>
    `名册没有写班级的年级有 ${params['grades']} 个，最大的 ${params['largest']} 人。是不是一个年级一个班？`,
};

/** Columns whose blanks are asked about, `blank.residence` and of staff `blank.staff.title`. */
function blankSentence({ people, params }: Asked): string {
  return `「${params['label'] ?? ''}」一栏有 ${people} 人空着。空着的怎么算？`;
}

/** A stage that the school teaches and of which the roster has nobody. */
const absentSentence = ({ params }: Asked): string =>
  `学校办有${params['stage'] ?? ''}，名册里却没有${params['stage'] ?? ''}的${params['who'] ?? ''}。是没有，还是名册不含他们？`;

/** A grade that the school teaches and of which the roster has nobody. */
const emptySentence = ({ params }: Asked): string =>
  `${params['year'] ?? ''}名册里${params['grades'] ?? ''}没有学生。是真的没有，还是名册不全？`;

/** One sentence; the label of the choice is the answer to it. */
export function assumptionSentence({ id, ...asked }: Asked & Pick<RosterAssumption, 'id'>): string {
  if (id.startsWith('stages.empty')) return absentSentence(asked);
  if (id.startsWith('grades.empty')) return emptySentence(asked);
  return (sentences[id] ?? blankSentence)(asked);
}
