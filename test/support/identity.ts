const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Makes an identity number of 17 digits complete: the weighted sum with the check digit leaves 1 by 11 (GB 11643). */
export function completed(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = (12 - (sum % 11)) % 11;
  return `${digits}${check === 10 ? 'X' : check}`;
}

/** Numbers near a given one that something must object to: wrong check digit, other sex, a grown-up, an infant. */
export function badIdentities(text: string): readonly string[] {
  if (!/^\d{17}[\dX]$/.test(text)) return [];
  const [area, day, order] = [text.slice(0, 6), text.slice(10, 14), text.slice(14, 17)];
  const wrongCheck = `${text.slice(0, 17)}${text.endsWith('5') ? '6' : '5'}`;
  const otherSex = `${text.slice(0, 16)}${(Number(text[16]) + 1) % 10}`;
  return [
    wrongCheck,
    completed(otherSex),
    completed(`${area}1970${day}${order}`),
    completed(`${area}${Number(text.slice(6, 10)) + 15}${day}${order}`),
  ];
}

/** The number of an invented person of the area 990101, born on a day (`2014-03-05`); `order` tells two of them apart. */
export function identityNumber(birth: string, sex: '男' | '女', order = 10): string {
  const digit = sex === '男' ? 1 : 2;
  return completed(`990101${birth.replaceAll('-', '')}${String(order % 100).padStart(2, '0')}${digit}`);
}
