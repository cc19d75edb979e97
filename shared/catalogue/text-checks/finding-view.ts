import * as z from 'zod';

/** Something that the automatic checks found, in the language asked for. */
export const FindingView = z.object({
  code: z.string(),
  severity: z.enum(['blocking', 'warning']),
  pointer: z.string(),
  excerpt: z.string(),
  detail: z.string(),
});
