import type { NumberProblem } from './credit-code.ts';

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\-–—()]/g, '');

/** A mainland mobile number as 11 digits: country code, spaces and hyphens removed. */
export const normalizeMobile = (text: string): string =>
  bare(text).replace(/^(\+86|0086|86(?=1\d{10}$))/, '');

/** Undefined for a mainland mobile number, else what is wrong with it. */
export function checkMobile(text: string): NumberProblem | undefined {
  if (/^1[3-9]\d{9}$/.test(normalizeMobile(text))) return undefined;
  return {
    code: 'mobile_form',
    zh: '请填写 11 位中国大陆手机号码。',
    en: 'Please give a mainland mobile number of 11 digits.',
  };
}

export const isMobile = (text: string): boolean => checkMobile(text) === undefined;

const hotlineForms = [
  /^(400|800)\d{7}$/, // shared-cost and free numbers
  /^0\d{2,3}[2-9]\d{6,7}$/, // landline with its area code
  /^(95|96)\d{3,6}$/, // short numbers of banks, carriers and cities
  /^1010\d{4}$/,
];

/** Undefined for a support hotline: 400/800 number, landline with area code (extension after `-` or `转`), short number, or a mobile number. */
export function checkHotline(text: string): NumberProblem | undefined {
  const [number = '', extension] = text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .split(/ ?(?:转|ext\.?|#) ?|(?<=\d{7})-(?=\d{1,6}$)/i);
  const digits = bare(number).replace(/^(\+86|0086)(?=\d)/, '');
  const national =
    /^[1-9]\d{9,10}$/.test(digits) && number.trimStart().startsWith('+') && !isMobile(digits)
      ? `0${digits}`
      : digits;
  const known = hotlineForms.some((form) => form.test(national)) || isMobile(national);
  if (known && (extension === undefined || /^\d{1,6}$/.test(extension))) return undefined;
  return {
    code: 'hotline_form',
    zh: '请填写有效的服务热线，如 400-123-4567、010-12345678 或手机号码。',
    en: 'Please give a valid hotline such as 400-123-4567, 010-12345678 or a mobile number.',
  };
}

export const isHotline = (text: string): boolean => checkHotline(text) === undefined;
