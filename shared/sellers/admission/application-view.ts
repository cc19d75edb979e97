import { outcomeOf } from '../../cases/case.ts';
import { caseView } from '../../cases/case-view.ts';
import { masked } from '../../kernel/text/masked.ts';
import { type Application, reviewTimes } from './application.ts';
import type { ApplicationView } from './views.ts';

/** What the applicant and the reviewers see; an ID card number in full for reviewers only. */
export function applicationView(
  application: Application,
  now: Date,
  reader: 'applicant' | 'reviewer' = 'applicant',
): ApplicationView {
  const {
    userId: _,
    userName: __,
    legalNumbers,
    agreements = [],
    applicant,
    markets,
    review,
    ...rest
  } = application;
  const number = legalNumbers?.idCardNumber;
  const idCardNumber = reader === 'reviewer' ? number : number && masked(number);
  return {
    ...rest,
    markets: [...markets],
    applicant: { ...applicant, creditCode: legalNumbers?.creditCode, idCardNumber },
    agreements: [...agreements],
    comments: [...(outcomeOf(review)?.comments ?? [])],
    ...reviewTimes(application),
    review: review && caseView(review, now),
  };
}
