import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideCase } from '../../../shared/cases/case.ts';
import { makeCreditCode } from '../../../shared/china/credit-code.ts';
import { makeIdCard } from '../../../shared/china/id-card.ts';
import {
  type Application,
  ApplicationStatus,
  applicationLifecycle,
  assertEditable,
  submitted,
} from '../../../shared/sellers/admission/application.ts';
import { checkSubmission } from '../../../shared/sellers/admission/check-submission.ts';
import { requiredAgreements } from '../../../shared/sellers/agreements/agreements.ts';
import { defaultSellerRules as rules } from '../../../shared/sellers/rules.ts';

const now = new Date('2026-11-02T02:00:00Z');
const identity = {
  kind: 'company',
  legalName: '杭州云测科技（集团）有限公司',
  legalNumber: makeCreditCode(3),
  legalIdentity: 'digest',
} as const;
const asked = requiredAgreements(['api'], false);
const who = { acceptedBy: 'usr_1', acceptedAt: now.toISOString(), acceptedFrom: '127.0.0.1' };

const complete: Application = {
  applicationId: 'app_1',
  userId: 'usr_1',
  userName: 'seller',
  markets: ['api'],
  consignment: false,
  status: 'draft',
  createdAt: now.toISOString(),
  applicant: { kind: 'company', legalName: identity.legalName },
  legalNumbers: { creditCode: identity.legalNumber },
  contact: { name: '王芳', mobile: '13800138000', email: 'wang@yunce.cn' },
  documents: {
    licence: { uploadId: 'upl_1', expiresOn: '2026-11-02' },
    legalRepresentativeId: { uploadId: 'upl_2' },
  },
  service: { staffCount: 0, serviceHours: { kind: '5x8' }, warrantyMonths: 0 },
  authorization: { kind: 'self_developed', uploadId: 'upl_3', statementDate: '2026-11-02' },
  plan: {
    products: [{ name: '天气', listingDate: '2026-12-01', userValue: '实时' }],
    afterAdmission: '持续更新',
    yearlyRevenueTargetFen: 0,
  },
  agreements: asked.map(({ kind, agreementVersion, sha256 }) => ({ kind, agreementVersion, sha256, ...who })),
  version: 9,
};
const problems = (override: Partial<Application>) =>
  checkSubmission({ ...complete, ...override }, { identity, asked, rules, now }).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );

describe('the life cycle of an application', () => {
  test('reaches every status from a draft, and only an approved one is final', () => {
    const reached = new Set<string>(['draft']);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const status of ApplicationStatus.options)
        if (reached.has(status)) for (const next of applicationLifecycle[status].next) reached.add(next);
    }
    expect([...reached].sort()).toEqual([...ApplicationStatus.options].sort());
    expect(
      ApplicationStatus.options.filter((status) => applicationLifecycle[status].next.length === 0),
    ).toEqual(['approved']);
  });

  test("a deployment's own days off count", () => {
    const calendar = [{ from: '2026-11-03', until: '2026-11-03', work: false }];
    expect(submitted(complete, { ...rules, calendar }, now).review?.dueAt.slice(0, 10)).toBe('2026-11-04');
  });

  test('what is in review or approved cannot be edited', () => {
    const editable = ApplicationStatus.options.filter((status) => {
      try {
        assertEditable({ ...complete, status });
        return true;
      } catch {
        return false;
      }
    });
    expect(editable).toEqual(['draft', 'rejected']);
  });

  test('the review is due on the next working day for the api market, on the third for others', () => {
    const friday = new Date('2026-11-06T02:00:00Z');
    expect(submitted(complete, rules, friday).review?.dueAt).toBe('2026-11-09T02:00:00.000Z');
    expect(submitted({ ...complete, markets: ['software'] }, rules, friday).review?.dueAt).toBe(
      '2026-11-11T02:00:00.000Z',
    );
    expect(submitted({ ...complete, markets: ['software', 'api'] }, rules, friday).review?.dueAt).toBe(
      '2026-11-09T02:00:00.000Z',
    );
  });

  test('cannot be decided twice', () => {
    const { review } = submitted(complete, rules, now);
    const word = { decision: 'approved', version: 10, comments: [] } as const;
    const by = { userId: 'usr_operator', now };
    const approved = decideCase(review, word, by);
    expect(() => decideCase(approved, word, by)).toThrow(
      expect.objectContaining({ spec: expect.objectContaining({ code: 'cases.not_open' }) }),
    );
  });
});

describe('what is asked at submit', () => {
  test('a complete application has no problem, on the last day of its licence too', () =>
    expect(problems({})).toEqual([]));

  test('each part that is taken away is named, whatever else is missing', () => {
    const bases = {
      applicant: '/applicant',
      contact: '/contact',
      documents: '/documents',
      service: '/service',
      authorization: '/authorization',
      plan: '/plan',
      agreements: '/agreements',
    };
    const names = Object.keys(bases) as (keyof typeof bases)[];
    fc.assert(
      fc.property(fc.subarray(names), (taken) => {
        const found = problems(Object.fromEntries(taken.map((name) => [name, undefined])));
        for (const name of names)
          expect([name, found.some((one) => one.startsWith(bases[name]))]).toEqual([
            name,
            taken.includes(name),
          ]);
      }),
    );
  });

  test('full-width brackets and spaces make no other name; another name, kind or number is one', () => {
    expect(problems({ applicant: { kind: 'company', legalName: '杭州云测科技(集团) 有限公司' } })).toEqual(
      [],
    );
    expect(problems({ applicant: { kind: 'company', legalName: '杭州云测科技有限公司' } })).toEqual([
      '/applicant/legalName identity_mismatch',
    ]);
    expect(problems({ legalNumbers: { creditCode: makeCreditCode(4) } })).toEqual([
      '/applicant/creditCode identity_mismatch',
    ]);
    const person = problems({
      applicant: { kind: 'individual', legalName: identity.legalName },
      legalNumbers: { idCardNumber: makeIdCard(1) },
    });
    expect(person).toEqual([
      '/documents/idCard required',
      '/applicant/kind identity_mismatch',
      '/applicant/idCardNumber identity_mismatch',
    ]);
  });
});

describe('what is asked of documents and agreements at submit', () => {
  test('expired documents, and statements dated after today, are refused', () => {
    const documents = { ...complete.documents, licence: { uploadId: 'upl_1', expiresOn: '2026-11-01' } };
    const authorization = { ...complete.authorization, statementDate: '2026-11-03' };
    expect(problems({ documents, authorization })).toEqual([
      '/documents/licence/expiresOn expired',
      '/authorization/statementDate in_future',
    ]);
  });

  test('a telecom licence does instead of the statement', () =>
    expect(problems({ authorization: { kind: 'telecom_licence', uploadId: 'upl_9' } })).toEqual([]));

  test('an accepted old text is not the current one', () => {
    const agreements = complete.agreements?.map((one) => ({ ...one, agreementVersion: '2020-01' }));
    expect(problems({ agreements })).toEqual([
      '/agreements agreement_outdated',
      '/agreements agreement_outdated',
    ]);
  });
});
