import * as z from 'zod';

/** What was bought, as whoever carries it on sees it: which fields there are, the product's type says. */
export const UnreadTerms = z.looseObject({ type: z.string() });

/** How what was bought is used, as whoever hands it on sees it; a schema of its own, since each is another one to who reads it. */
export const UnreadAccess = z.looseObject({ type: z.string() });
