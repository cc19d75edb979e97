import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCreditCode,
  creditCodeSigns,
  isCreditCode,
  makeCreditCode,
} from '../../../shared/china/credit-code.ts';
import { checkIdCard, idCardBirthDate, isIdCard, makeIdCard } from '../../../shared/china/id-card.ts';
import { isHotline, isMobile, normalizeMobile } from '../../../shared/china/mobile.ts';

const seeds = fc.integer({ min: 0, max: 50_000_000 });
const replaceAt = (text: string, index: number, sign: string) =>
  text.slice(0, index) + sign + text.slice(index + 1);
const swapAt = (text: string, index: number) =>
  text.slice(0, index) + text[index + 1] + text[index] + text.slice(index + 2);

describe('unified social credit code', () => {
  test('accepts codes of real companies, full-width and small letters too', () => {
    for (const code of [
      '91330100799655058B',
      '914403001922038216',
      '91110000802100433B',
      '９１３３０１００７９９６５５０５８ｂ',
    ]) {
      expect(checkCreditCode(code)).toBeUndefined();
    }
  });

  test('made-up codes are valid', () =>
    fc.assert(fc.property(seeds, (seed) => isCreditCode(makeCreditCode(seed)))));

  test('finds any one wrong sign', () => {
    fc.assert(
      fc.property(seeds, fc.nat(17), fc.constantFrom(...creditCodeSigns), (seed, index, sign) => {
        const code = makeCreditCode(seed);
        return isCreditCode(replaceAt(code, index, sign)) === (code[index] === sign);
      }),
    );
  });

  test('finds any swap of two neighbours', () => {
    fc.assert(
      fc.property(seeds, fc.nat(16), (seed, index) => {
        const code = makeCreditCode(seed);
        return isCreditCode(swapAt(code, index)) === (code[index] === code[index + 1]);
      }),
    );
  });

  test('says what is wrong', () => {
    expect(checkCreditCode('9133')?.code).toBe('credit_code_length');
    expect(checkCreditCode('9133010079965505OI')?.code).toBe('credit_code_character');
    expect(checkCreditCode('91A30100799655058B')?.code).toBe('credit_code_region');
    expect(checkCreditCode('91330100799655058C')?.code).toBe('credit_code_check_digit');
  });
});

describe('ID card number', () => {
  test('accepts the example of the standard, and a small x', () => {
    expect(checkIdCard('11010519491231002X')).toBeUndefined();
    expect(checkIdCard('11010519491231002x')).toBeUndefined();
    expect(checkIdCard('440524188001010014')).toBeUndefined();
  });

  test('made-up numbers are valid', () =>
    fc.assert(fc.property(seeds, (seed) => isIdCard(makeIdCard(seed)))));

  test('finds any one wrong sign and any swap of two neighbours', () => {
    fc.assert(
      fc.property(seeds, fc.nat(16), fc.constantFrom(...'0123456789X'), (seed, index, sign) => {
        const number = makeIdCard(seed);
        expect(isIdCard(replaceAt(number, index, sign))).toBe(number[index] === sign);
        expect(isIdCard(swapAt(number, index))).toBe(number[index] === number[index + 1]);
      }),
    );
  });

  test('says what is wrong', () => {
    expect(checkIdCard('1101051949123100')?.code).toBe('id_card_form');
    expect(checkIdCard('99010519491231002X')?.code).toBe('id_card_region');
    expect(checkIdCard('11010519490230002X')?.code).toBe('id_card_birth_date');
    expect(checkIdCard('110105194912310021')?.code).toBe('id_card_check_digit');
    expect(checkIdCard(makeIdCard(1), '1950-01-01')?.code).toBe('id_card_birth_date');
    expect(idCardBirthDate('11010519491231002X')).toBe('1949-12-31');
  });
});

describe('telephone numbers', () => {
  test('mobile numbers of the mainland, however they are written', () => {
    for (const text of [
      '13800138000',
      '+86 138 0013 8000',
      '0086-138-0013-8000',
      '１３８００１３８０００',
      '8613800138000',
    ]) {
      expect(isMobile(text)).toBe(true);
      expect(normalizeMobile(text)).toBe('13800138000');
    }
    for (const text of ['12800138000', '1380013800', '138001380001', '+85291234567', ''])
      expect(isMobile(text)).toBe(false);
  });

  test('hotlines', () => {
    for (const text of [
      '400-123-4567',
      '800 810 8888',
      '010-62345678',
      '(0571)85022088',
      '+86 10 62345678',
      '0755-86013388-8123',
      '010-62345678转801',
      '95187',
      '13800138000',
    ]) {
      expect([text, isHotline(text)]).toEqual([text, true]);
    }
    for (const text of ['62345678', '400-123', 'call us', '010-62345678转', '00000000000', ''])
      expect([text, isHotline(text)]).toEqual([text, false]);
  });
});
