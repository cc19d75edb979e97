import * as z from 'zod';
import type { Bought } from '../catalogue/published.ts';
import { TermView } from '../china/term-view.ts';
import type { Language } from '../kernel/errors.ts';
import { UnreadTerms } from '../kernel/views/unread.ts';

/** What was bought, as orders and entitlements show it. Names may be shortened. */
export const BoughtView = z.object({
  productId: z.string(),
  productVersion: z.int(),
  productName: z.string(),
  planId: z.string(),
  planName: z.string(),
  optionId: z.string(),
  optionName: z.string(),
  /** how long it may be used; left out where it has no end */
  term: TermView.optional(),
  /** what the buyer gets, by the type of the product */
  terms: UnreadTerms,
});

export const boughtView = (
  { sellerId: _seller, endpointId: _endpoint, optionName, ...bought }: Bought,
  language: Language,
): z.input<typeof BoughtView> => ({ ...bought, optionName: optionName[language] });
