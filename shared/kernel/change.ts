/** A plain attribute map, as the document form of the table holds it. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One write of a transaction, in the table's terms. `sealed` names the fields that the table keeps under the deployment's data key. */
export type Write =
  /** only where nothing is yet */
  | { readonly kind: 'create'; readonly item: Attributes; readonly sealed?: readonly string[] }
  /** only over the version that was read */
  | {
      readonly kind: 'replace';
      readonly item: Attributes;
      readonly version: number;
      readonly sealed?: readonly string[];
    }
  | { readonly kind: 'remove'; readonly key: Key; readonly version?: number }
  /** arithmetic and conditions on single attributes: counters, balances */
  | {
      readonly kind: 'update';
      readonly key: Key;
      readonly expression: string;
      readonly condition?: string;
      readonly names?: Readonly<Record<string, string>>;
      readonly values?: Attributes;
    }
  /** nothing is written, but the whole transaction fails when the condition does */
  | {
      readonly kind: 'check';
      readonly key: Key;
      readonly condition: string;
      readonly names?: Readonly<Record<string, string>>;
      readonly values?: Attributes;
    };

export type Key = { readonly pk: string; readonly sk: string };

declare const typed: unique symbol;

/**
 * What happened, in past tense (`order.paid`). `data` is what consumers need; it never holds a secret. Made by `happened`
 * (`events/define-events.ts`) alone, which knows what an event of this name tells.
 */
export type DomainEvent = { readonly name: string; readonly data: Attributes; readonly [typed]: true };

/** Writes that belong together and the event that tells of them. The event row gets the aggregate's new version as its number. */
export type Change = {
  readonly writes: readonly Write[];
  readonly event?: DomainEvent & {
    readonly aggregateId: string;
    readonly version: number;
    readonly before?: Attributes;
    readonly after?: Attributes;
    /** for the row of an entity, which the first write keeps: the hash of the row before it, if there is one */
    readonly follows?: { readonly hash?: Uint8Array };
  };
  /** thrown instead of a retry when a condition of these writes fails and that is the rule speaking, not a race */
  readonly onRefused?: () => Error;
};
