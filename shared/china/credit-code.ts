/** Why a number is refused: a stable code and a sentence for people. */
export type NumberProblem = { code: string; zh: string; en: string };

// GB 32100-2015: 31 signs, without I, O, S, V and Z; 31 is prime, so any one wrong sign and any swap of two neighbours is found.
export const creditCodeSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
// GB 11714, inside the code at positions 9 to 17. Used to make codes, never to refuse them: codes converted from old ones may break it.
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

const problem = (code: string, zh: string, en: string): NumberProblem => ({ code, zh, en });

/** Full-width signs and small letters as the standard writes them, without spaces. */
export const normalizeCreditCode = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/** The check sign of the first 17 signs; undefined when one of them is none. */
export function creditCodeCheckSign(first17: string): string | undefined {
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    const value = creditCodeSigns.indexOf(first17[index] ?? ' ');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return creditCodeSigns[(31 - (sum % 31)) % 31];
}

/** Undefined for a valid unified social credit code, else what is wrong with it. (GB 32100; `docs/rules/1-onboarding.md`, "The application") */
export function checkCreditCode(text: string): NumberProblem | undefined {
  const code = normalizeCreditCode(text);
  if (code.length !== 18)
    return problem(
      'credit_code_length',
      '统一社会信用代码应为 18 位。',
      'A unified social credit code has 18 characters.',
    );
  if (![...code].every((sign) => creditCodeSigns.includes(sign))) {
    return problem(
      'credit_code_character',
      '统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z）。',
      'The credit code holds a character that is not allowed (I, O, S, V and Z are not used).',
    );
  }
  if (!/^\d{6}$/.test(code.slice(2, 8))) {
    return problem(
      'credit_code_region',
      '统一社会信用代码第 3 至 8 位应为行政区划数字。',
      'Characters 3 to 8 of a credit code are the digits of the administrative division.',
    );
  }
  if (creditCodeCheckSign(code.slice(0, 17)) !== code[17]) {
    return problem(
      'credit_code_check_digit',
      '统一社会信用代码校验位不正确，请核对。',
      'The check digit of the credit code does not fit, please compare it with the licence.',
    );
  }
  return undefined;
}

export const isCreditCode = (text: string): boolean => checkCreditCode(text) === undefined;

/** A valid, made-up credit code of a company, the same for the same seed (a whole number from 0); for tests and demo data. */
export function makeCreditCode(seed: number): string {
  const organisation = String((seed * 7_919 + 10_000_019) % 100_000_000).padStart(8, '0');
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * Number(organisation[index]),
    0,
  );
  const rest = 11 - (sum % 11);
  const body = `91110108${organisation}${rest === 10 ? 'X' : rest === 11 ? '0' : rest}`;
  return `${body}${creditCodeCheckSign(body)}`;
}
