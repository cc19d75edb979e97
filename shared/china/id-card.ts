import type { NumberProblem } from './credit-code.ts';

// GB 11643-1999, ISO 7064 MOD 11-2: any one wrong sign and any swap of two neighbours is found.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkSigns = '10X98765432';
// GB/T 2260, first level; 83 is used for residence permits of Taiwan residents.
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** Full-width signs and a small x as the standard writes them, without spaces. */
export const normalizeIdCard = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/** The check sign of 17 digits. */
export function idCardCheckSign(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkSigns[sum % 11] ?? '';
}

const isRealDay = (digits: string): boolean => {
  const [year, month, day] = [
    Number(digits.slice(0, 4)),
    Number(digits.slice(4, 6)),
    Number(digits.slice(6, 8)),
  ];
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    year >= 1850 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day
  );
};

/** Birth date of a well-formed number, `YYYY-MM-DD`. */
export const idCardBirthDate = (number: string): string =>
  number.slice(6, 14).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/**
 * Undefined for a valid ID card number, else what is wrong with it. `today` (`YYYY-MM-DD`), where given, refuses birth dates after it.
 * (GB 11643; `docs/rules/1-onboarding.md`, "The application")
 */
export function checkIdCard(text: string, today?: string): NumberProblem | undefined {
  const number = normalizeIdCard(text);
  if (!/^\d{17}[\dX]$/.test(number)) {
    return {
      code: 'id_card_form',
      zh: '身份证号码应为 17 位数字加 1 位数字或 X。',
      en: 'An ID card number has 17 digits and a last digit or X.',
    };
  }
  if (!provinces.has(number.slice(0, 2)))
    return {
      code: 'id_card_region',
      zh: '身份证号码的地区码不存在。',
      en: 'The region of the ID card number does not exist.',
    };
  if (!isRealDay(number.slice(6, 14)) || (today !== undefined && idCardBirthDate(number) > today)) {
    return {
      code: 'id_card_birth_date',
      zh: '身份证号码中的出生日期不正确。',
      en: 'The birth date in the ID card number is not a real date.',
    };
  }
  if (idCardCheckSign(number) !== number[17]) {
    return {
      code: 'id_card_check_digit',
      zh: '身份证号码校验位不正确，请核对。',
      en: 'The check digit of the ID card number does not fit, please compare it with the card.',
    };
  }
  return undefined;
}

export const isIdCard = (text: string, today?: string): boolean => checkIdCard(text, today) === undefined;

/** A valid, made-up ID card number, the same for the same seed (a whole number from 0); for tests and demo data. */
export function makeIdCard(seed: number): string {
  const birth = new Date(Date.UTC(1960, 0, 1) + (seed % 14_000) * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '');
  const body = `110101${birth}${String(Math.floor(seed / 14_000) % 1000).padStart(3, '0')}`;
  return `${body}${idCardCheckSign(body)}`;
}
