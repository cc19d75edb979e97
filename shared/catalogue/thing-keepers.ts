import type { Change } from '../kernel/change.ts';
import type { FieldProblem, Text } from '../kernel/errors.ts';

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
