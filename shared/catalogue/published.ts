import type { Term } from '../china/term.ts';
import type { Text } from '../kernel/errors.ts';

import type { Access, ProductTypeName, Terms } from './types/product-types.ts';

export type * from './thing-keepers.ts';
export type { Access, ProductTypeName, Terms };

/**
 * What is bought with one option of a plan, the same for every type of product. Orders, entitlements and what is told of them carry it
 * whole; `terms` is read by the type's own code alone.
 */
export type Bought = {
  readonly sellerId: string;
  readonly productId: string;
  readonly productVersion: number;
  readonly productName: string;
  readonly planId: string;
  readonly planName: string;
  readonly optionId: string;
  readonly optionName: Text;
  /** how long it may be used; without an end where there is none */
  readonly term?: Term;
  /** the seller's system to tell; absent when nobody needs to be told */
  readonly endpointId?: string;
  readonly terms: Terms;
};

/** An option that can be ordered, of a product's live version; `listed` is false once the product is off sale. Fen. */
export type Offer = Bought & {
  /** whoever acts for the seller; nobody buys from himself */
  readonly sellerUserId: string;
  readonly unitPriceFen: number;
  readonly agreementVersion: string;
  readonly listed: boolean;
};

export type OfferOf = (chosen: {
  readonly productId: string;
  readonly planId: string;
  readonly optionId: string;
}) => Promise<Offer | undefined>;
