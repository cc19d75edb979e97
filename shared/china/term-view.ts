import * as z from 'zod';

/** How long something may be used, as answers and notifications show it. */
export const TermView = z.object({ unit: z.enum(['day', 'month', 'year']), count: z.int().min(1) });
