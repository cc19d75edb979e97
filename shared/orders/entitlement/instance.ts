import * as z from 'zod';

/** What the seller's system returned about an instance, in no protocol's words; shown to its buyer only. */
export const Instance = z.object({
  instanceId: z.string().optional(),
  addresses: z.array(z.object({ name: z.string().optional(), url: z.string() })),
  accounts: z.array(z.object({ userName: z.string(), password: z.string().optional() })),
  licence: z.string().optional(),
  memo: z.string().optional(),
});
type Parsed = z.output<typeof Instance>;
export type Instance = Omit<Parsed, 'addresses' | 'accounts'> & {
  readonly addresses: readonly Parsed['addresses'][number][];
  readonly accounts: readonly Parsed['accounts'][number][];
};
