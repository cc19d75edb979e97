import { builtInCalendar } from '../china/working-days.ts';
import type { Limit } from '../kernel/limits.ts';

/** Figures of identity, overridable per deployment. */
export const defaultIdentityRules = {
  /** an operator should have looked at what the register does not know within so many */
  reviewWorkingDays: 1,
  /** days off and make-up days that the built-in calendar does not know */
  calendar: builtInCalendar,
  limits: {
    /** asked for by one person; each may cost an operator's time */
    verifications: {
      name: 'verifications',
      per: 'day',
      most: 10,
      zh: '提交实名认证的次数',
      en: 'verification requests',
    } as Limit,
  },
};
export type IdentityRules = typeof defaultIdentityRules;
