import { masked } from '../../kernel/text/masked.ts';
import { type Application, isOverdue } from './application.ts';
import type { ApplicationRow, ApplicationView } from './views.ts';

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
    comments = [],
    applicant,
    markets,
    ...rest
  } = application;
  const number = legalNumbers?.idCardNumber;
  const idCardNumber = reader === 'reviewer' ? number : number && masked(number);
  return {
    ...rest,
    markets: [...markets],
    applicant: { ...applicant, creditCode: legalNumbers?.creditCode, idCardNumber },
    agreements: [...agreements],
    comments: [...comments],
    overdue: isOverdue(application, now),
  };
}

/** A list's row with what depends on the time of looking. */
export const withOverdue = (row: Omit<ApplicationRow, 'overdue'>, now: Date): ApplicationRow => ({
  ...row,
  overdue: isOverdue(row, now),
});
