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
} as const;
type Field = keyof typeof kinds;
export const referenceKinds = [...new Set(Object.values(kinds))];
export type Reference = { readonly kind: (typeof kinds)[Field]; readonly id: string };

/** What a message is about, for programs: a page can lead to the things without reading the text. */
export const referencesOf = (data: Attributes): Reference[] =>
  (Object.keys(kinds) as Field[]).flatMap((field) => {
    const id = data[field];
    return typeof id === 'string' ? [{ kind: kinds[field], id }] : [];
  });
