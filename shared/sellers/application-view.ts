import { type Application, isOverdue } from './application.ts';
import type { ApplicationRow, ApplicationView } from './views.ts';

/** What the applicant and the reviewers see; an ID card number in full for reviewers only. */
export function applicationView(application: Application, now: Date, reader: 'applicant' | 'reviewer' = 'applicant'): ApplicationView {
  const { userId: _, userName: __, legalNumbers, agreements = [], comments = [], applicant, markets, ...rest } = application;
  const idCardNumber = reader === 'reviewer' ? legalNumbers?.idCardNumber : masked(legalNumbers?.idCardNumber);
  return {
    ...rest,
    markets: [...markets],
    applicant: { ...applicant, creditCode: legalNumbers?.creditCode, idCardNumber },
    agreements: [...agreements],
    comments: [...comments],
    overdue: isOverdue(application, now),
  };
}

const masked = (number: string | undefined): string | undefined => number?.slice(-4).padStart(number.length, '*');

/** A list's row with what depends on the time of looking. */
export const withOverdue = (row: Omit<ApplicationRow, 'overdue'>, now: Date): ApplicationRow => ({ ...row, overdue: isOverdue(row, now) });
