import { createHash } from 'node:crypto';
import type { Change } from '../../kernel/change.ts';
import { catalogueEvents } from '../events.ts';

/**
 * The audit row of an operator's look at a product. Looks are a log of their own beside the product's versions, so that reading
 * changes nothing that others are about to save; ids (unlike times) differ between two looks of one moment.
 */
export function look(productId: string, number: number, now: Date, requestId: string): Change {
  const chance = createHash('sha256').update(requestId).digest().readUInt16BE(0) % 1024;
  return {
    writes: [],
    event: {
      name: catalogueEvents.productViewed,
      data: { productId, number },
      aggregateId: `looks#${productId}`,
      version: now.getTime() * 1024 + chance,
    },
  };
}
