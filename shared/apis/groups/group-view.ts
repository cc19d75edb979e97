import type * as z from 'zod';
import type { ApiGroup } from './api-group.ts';
import type { GroupView } from './contract.ts';

/** A group as its seller sees it; the secret only as a hint. */
export const groupView = ({
  sealedSecret: _sealed,
  sellerId: _seller,
  replacedAt: _replaced,
  sold: _sold,
  ...group
}: ApiGroup): z.input<typeof GroupView> => group;
