import type * as z from 'zod';
import type { PostingView } from '../contract.ts';
import type { Posting } from './ledger.ts';

export const postingView = ({
  entryId,
  at,
  reason,
  amountFen,
  balanceFen,
  reference,
  corrects,
}: Posting): z.input<typeof PostingView> => ({
  entryId,
  createdAt: at,
  reason,
  amountFen,
  balanceFen,
  reference,
  corrects,
});
