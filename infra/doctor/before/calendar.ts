import { unknownYears } from '../../../shared/rules.ts';
import type { Check } from '../check.ts';
import { ok, warn } from '../finding.ts';

/** Whether deadlines of working days count right: the schedule of a year is published each November of the year before. */
export const calendar: Check = {
  name: { zh: '节假日安排', en: 'Calendar of working days' },
  run: async ({ stage, now }) => {
    const unknown = unknownYears(JSON.parse(stage.rules), now());
    if (unknown.length === 0) return [ok('放假安排已知', 'the days off are known')];

    return unknown.map((year) =>
      warn(`${year} 年的放假安排未知`, `The days off of ${year} are not known`, {
        zh: '请升级 chinese-days，或在 rules.calendar 中加入国务院公布的放假和调休日期。',
        en: 'Update chinese-days, or add the days off and make-up days that the State Council published as rows of rules.calendar.',
      }),
    );
  },
};
