import * as z from 'zod';
import { pageInput } from '../../kernel/page.ts';
import { rule } from '../../kernel/validation.ts';
import { Granularity } from './usage.ts';

const month = String.raw`\d{4}-(0[1-9]|1[0-2])`;
const day = String.raw`${month}-(0[1-9]|[12]\d|3[01])`;
const hour = String.raw`${day}T([01]\d|2[0-3])`;

/** A bound may be as long as the rows' periods or shorter: all hours of a day are those from the day to the day. */
const bounds: Readonly<Record<Granularity, RegExp>> = {
  month: new RegExp(`^${month}$`),
  day: new RegExp(`^(${month}|${day})$`),
  hour: new RegExp(`^(${month}|${day}|${hour})$`),
};
const malformed = rule(
  'period',
  '格式应为 2026-11、2026-11-02 或 2026-11-02T10，且不能比所选粒度更细。',
  'Must be like 2026-11, 2026-11-02 or 2026-11-02T10, and no finer than the granularity.',
);
const reversed = rule('period_order', '结束时间不能早于开始时间。', 'Must not be before the beginning.');

/** What usage is asked for; periods are those of Asia/Shanghai. */
export const UsageInput = z
  .strictObject({
    entitlementId: z.string().regex(/^ent_[0-9a-z]{1,40}$/),
    ...pageInput,
    granularity: Granularity.default('hour'),
    /** first and last hour, day or month, both included */
    from: z.string().max(20).optional(),
    to: z.string().max(20).optional(),
  })
  .superRefine(({ granularity, from, to }, context) => {
    const refuse = (field: 'from' | 'to', { error, params }: ReturnType<typeof rule>) =>
      context.addIssue({ code: 'custom', path: [field], message: error, params });
    const wrong = (bound: string | undefined) => bound !== undefined && !bounds[granularity].test(bound);
    if (wrong(from)) refuse('from', malformed);
    if (wrong(to)) refuse('to', malformed);
    // Compared as far as both go: `2026-11-02` to `2026-11` is the rest of the month.
    if (from !== undefined && to !== undefined && !wrong(from) && !wrong(to) && to < from.slice(0, to.length))
      refuse('to', reversed);
  });
