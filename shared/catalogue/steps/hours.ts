import * as z from 'zod';

/** When support can be reached, Beijing time; weekdays 1 (Monday) to 7. */
export const Hours = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('5x8') }),
  z.strictObject({ kind: z.literal('7x24') }),
  z.strictObject({
    kind: z.literal('custom'),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: z.string().max(5),
    to: z.string().max(5),
  }),
]);
