import type { Term } from '../china/term.ts';
import type { Change } from '../kernel/change.ts';
import type { FieldProblem, Text } from '../kernel/errors.ts';

import type { ProductTypeName, Terms } from './types/product-types.ts';

export type { ProductTypeName, Terms };

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

/** What a version of a product sells or is delivered with, and another context keeps. */
export type Thing = { readonly kind: ThingKind; readonly id: string };
export type ThingKind = 'api_group' | 'endpoint';

/** What buyers are shown of a thing at the product that sells it, for those kinds that they see. */
export type ThingCard = {
  readonly kind: 'api_group';
  readonly id: string;
  /** calls go to `/gw/<prefix>/…` */
  readonly prefix: string;
  readonly apiCount: number;
};

/** A product as the keepers of things know it. */
export type ProductOfThing = { readonly productId: string; readonly sellerId: string };

/**
 * How products hold one kind of thing; the context that keeps it says how. A draft takes it, an approved version sells it, and each of them
 * gives it back on its own.
 */
export type ThingKeeper = {
  /** A draft names it from now on; or `problem` tells why it cannot: it is not the seller's, or another product's. */
  readonly take: (
    id: string,
    by: ProductOfThing,
  ) => Promise<{ readonly problem?: Omit<FieldProblem, 'pointer'>; readonly changes: readonly Change[] }>;
  /** The draft that took it names it no longer. */
  readonly giveBack: (id: string, from: ProductOfThing) => Promise<readonly Change[]>;
  /** The draft that took it was approved: orders may refer to it for good. */
  readonly sell: (id: string) => readonly Change[];
  /** The live version, which sold it, was replaced by one that does not. */
  readonly stopSelling: (id: string, from: ProductOfThing) => Promise<readonly Change[]>;
  /**
   * Whether it was replaced by something else since a reviewer saw it: then `replaced` is its name. `unmoved` lets a transaction fail when
   * that happens before it is committed.
   */
  readonly since: (
    id: string,
    reviewedAt: string,
  ) => Promise<{ readonly replaced?: string; readonly unmoved: readonly Change[] }>;
  /** What a product page shows of it, for those kinds that buyers see. */
  readonly card: (id: string) => Promise<ThingCard | undefined>;
};
export type ThingKeepers = Readonly<Record<ThingKind, ThingKeeper>>;

/**
 * The product that holds a thing: its name, and its status where buyers or reviewers rely on the thing as it is. `unmoved` lets a
 * transaction fail when the product has changed meanwhile.
 */
export type ReliesOn = (
  productId: string,
  thing: Thing,
) => Promise<{ readonly name: string; readonly reliedOn?: Text; readonly unmoved: Change } | undefined>;

/** The thing of one kind that a plan of a product on sale sells; undefined when there is none, or none of that kind. */
export type ThingOnSale = (
  productId: string,
  planId: string,
  kind: ThingKind,
) => Promise<ThingCard | undefined>;
