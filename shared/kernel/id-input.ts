import * as z from 'zod';

/** An id of ours as callers send it. */
export const idInput = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{1,40}$`));

export const ProductId = idInput('prd');
