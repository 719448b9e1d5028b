import type { IdentityProblem } from '../identity';

/** What is wrong with an identity number, without a digit of it. `length` is that of what was typed. */
export function identitySentence(problem: IdentityProblem, length: number): string {
  switch (problem) {
    case 'length':
      return length === 15
        ? '这是 15 位的旧号码，请按户口簿填 18 位的身份证件号。'
        : `身份证件号应是 18 位，现在是 ${length} 位，${length < 18 ? `少 ${18 - length} 位` : `多 ${length - 18} 位`}；请逐位核对。`;
    case 'characters':
      return '身份证件号只有数字，末位可以是 X；请去掉别的字和符号。';
    case 'birthDate':
      return '号码中的出生日期（第 7—14 位）不是一个存在的日子，请逐位核对。';
    case 'checkDigit':
      return '末位校验码与前 17 位对不上，多半有一位写错，请对照户口簿逐位核对。';
  }
}

/** What was filled from an identity number, so that she need not type it. */
export function filledFromIdentity(labels: readonly string[]): string {
  return `已按身份证件号填上${labels.join('、')}，请看一眼`;
}
