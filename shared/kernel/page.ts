import * as z from 'zod';

/** Input part of every list operation. */
export const pageInput = {
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** Output of a list operation: `next` is absent on the last page. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ items: z.array(row), next: z.string().optional() });

export type Page<T> = { readonly items: T[]; readonly next?: string };
export type PageRequest = { readonly cursor?: string; readonly limit: number };
