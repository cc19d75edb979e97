import * as z from 'zod';
import { checkHotline, checkMobile, normalizeMobile } from '../china/mobile.ts';
import { coversStoreHours, customWindow } from '../china/service-hours.ts';
import { parseShanghaiDay } from '../china/shanghai.ts';
import { checkedBy, rule } from '../kernel/validation.ts';

/** A calendar day in Shanghai, `YYYY-MM-DD`. */
export const Day = z
  .string()
  .refine(
    (day) => parseShanghaiDay(day) !== undefined,
    rule('not_a_day', '请填写有效日期（YYYY-MM-DD）。', 'Give a real day (YYYY-MM-DD).'),
  );

export const Email = z.string().trim().max(254).pipe(z.email());

export const Mobile = z.string().max(40).transform(normalizeMobile).check(checkedBy(checkMobile));

export const Hotline = z.string().trim().max(40).check(checkedBy(checkHotline));

export const UploadId = z.string().regex(/^upl_[0-9a-z]{1,60}$/);

/** When somebody can be reached, Beijing time; weekdays 1 (Monday) to 7. */
export const ServiceHoursInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('5x8') }),
  z.strictObject({ kind: z.literal('7x24') }),
  z
    .strictObject({
      kind: z.literal('custom'),
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
      from: z.string().max(5),
      to: z.string().max(5),
    })
    .refine(
      (hours) => customWindow(hours) !== undefined,
      rule(
        'service_window',
        '开始和结束时间应为 HH:MM，且结束晚于开始。',
        'Give the beginning and the later end as HH:MM.',
      ),
    ),
]);

/** Hours of a store: Monday to Friday, 09:00 to 18:00 at least (`docs/rules/1-onboarding.md`, "Store and settlement account"). */
export const StoreHours = ServiceHoursInput.refine(
  (hours) => coversStoreHours(hours),
  rule(
    'store_hours',
    '服务时间至少覆盖周一至周五 09:00–18:00（北京时间）。',
    'Cover at least Monday to Friday, 09:00 to 18:00 Beijing time.',
  ),
);
