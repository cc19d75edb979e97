import type { Attributes } from '../kernel/change.ts';

/** Fields of a message's data that name a thing, and what kind of thing it is. */
const kinds = {
  applicationId: 'application',
  productId: 'product',
  orderId: 'order',
  entitlementId: 'entitlement',
  notificationId: 'notification',
  paymentId: 'payment',
  receiptId: 'receipt',
  sellerId: 'seller',
  /** whose verification it is; no message names a person otherwise */
  userId: 'verification',
} as const;
type Field = keyof typeof kinds;
export const referenceKinds = [...new Set(Object.values(kinds))];
export type Reference = { readonly kind: (typeof kinds)[Field]; readonly id: string };

const isThing = (value: unknown): value is Attributes => typeof value === 'object' && value !== null;

/** What a message is about, for programs: a page can lead to the things without reading the text. Of an order, also what its lines sold. */
export function referencesOf(data: Attributes): Reference[] {
  const { bought, lines = [] } = data;
  const places = [data, bought, ...(Array.isArray(lines) ? lines : [])].filter(isThing);
  const found = (Object.keys(kinds) as Field[]).flatMap((field) =>
    places.flatMap((place) => {
      const id = place[field];
      return typeof id === 'string' ? [{ kind: kinds[field], id }] : [];
    }),
  );
  return found.filter(({ id }, place) => found.findIndex((other) => other.id === id) === place);
}
