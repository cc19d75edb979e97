import * as z from 'zod';

/** What was bought, as whoever carries it on sees it: which fields there are, the product's type says. */
export const UnreadTerms = z.looseObject({ type: z.string() });
