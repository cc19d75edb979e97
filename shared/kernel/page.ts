import * as z from 'zod';
import { Instant } from './instant.ts';
import { ruleAcross } from './validation.ts';

/** Input part of every list operation. */
export const pageInput = {
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

type TimeRange = { readonly createdFrom?: string; readonly createdTo?: string };

const isEmpty = ({ createdFrom, createdTo }: TimeRange): boolean =>
  createdFrom !== undefined && createdTo !== undefined && createdFrom >= createdTo;

/**
 * Input of a list that stands in the order of time: its own filters, which name fields of its rows, beside what every such list takes. A page
 * looks at `limit` rows and leaves out those that a filter does not want, so that it costs the same whatever is asked: it may be short, or
 * empty, and have a next one. A range of time is a range of the index, so that nothing outside of it is looked at (of an account's entries the walk ends where it is passed).
 */
export const listInput = <Filters extends z.ZodRawShape>(filters: Filters) =>
  z
    .strictObject({
      ...filters,
      /** from this moment on */
      createdFrom: Instant.optional(),
      /** before this moment */
      createdTo: Instant.optional(),
      sort: z.enum(['newest', 'oldest']).optional().meta({ default: 'newest' }),
      ...pageInput,
    })
    .refine(
      (input) => !isEmpty(input as TimeRange),
      ruleAcross(
        ['createdTo'],
        'range_empty',
        '结束时间必须晚于开始时间（createdFrom）。',
        'Must be later than createdFrom.',
      ),
    );

type Parties = { readonly buyerId?: unknown; readonly sellerId?: unknown };

/** A list that an operator asks for by whose it is: without a party there is no list to walk. */
export const ofOneParty = <T extends z.ZodType<Parties>>(input: T): T =>
  input.refine(
    ({ buyerId, sellerId }) => buyerId !== undefined || sellerId !== undefined,
    ruleAcross(
      ['sellerId'],
      'party_required',
      '请指定用户（buyerId）或服务商（sellerId）。',
      'Name the buyer (buyerId) or the seller (sellerId).',
    ),
  );

/** Words that people search for among the texts of rows. */
export const searchText = z.string().trim().min(1).max(100).optional();

/** Output of a list operation: `next` is absent on the last page. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ items: z.array(row), next: z.string().optional() });

export type Page<T> = { readonly items: T[]; readonly next?: string };
export type PageRequest = { readonly cursor?: string; readonly limit: number };

export type ListRequest = PageRequest &
  TimeRange & { readonly sort?: 'newest' | 'oldest' | undefined; readonly q?: string | undefined };
