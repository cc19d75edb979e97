import { describe, expect, test } from 'vitest';
import { defaultAgreementTexts } from '../../../shared/sellers/agreements/agreement-texts.ts';
import {
  agreementHash,
  checkAcceptances,
  requiredAgreements,
} from '../../../shared/sellers/agreements/agreements.ts';

const required = requiredAgreements(['api'], true);
const accepted = required.map(({ kind, agreementVersion, sha256 }) => ({ kind, agreementVersion, sha256 }));

describe('agreements of sellers', () => {
  test('a consignment seller accepts one more, and without a market there is nothing to accept', () => {
    expect(requiredAgreements(['api', 'data'], false).map(({ kind }) => kind)).toEqual([
      'admission',
      'platform_service',
    ]);
    expect(required.map(({ kind }) => kind)).toEqual(['admission', 'platform_service', 'consignment']);
    expect(requiredAgreements([], true)).toEqual([]);
  });

  test('the hash covers every text in both languages', () => {
    const { admission } = defaultAgreementTexts;
    const hash = agreementHash(admission);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const changed of [
      { ...admission, agreementVersion: '2026-02' },
      { ...admission, text: { ...admission.text, en: `${admission.text.en} ` } },
      { ...admission, text: { ...admission.text, zh: `${admission.text.zh} ` } },
      { ...admission, title: { ...admission.title, zh: '' } },
    ]) {
      expect(agreementHash(changed)).not.toBe(hash);
    }
  });

  test('tells a missing acceptance from an outdated one', () => {
    expect(checkAcceptances(required, accepted)).toEqual([]);
    expect(checkAcceptances(required, []).map(({ code }) => code)).toEqual([
      'agreement_missing',
      'agreement_missing',
      'agreement_missing',
    ]);
    const stale = accepted.map((one) =>
      one.kind === 'admission' ? { ...one, sha256: '0'.repeat(64) } : one,
    );
    expect(checkAcceptances(required, stale)).toMatchObject([
      { pointer: '/agreements', code: 'agreement_outdated', zh: expect.stringContaining('服务商入驻协议') },
    ]);
  });
});
