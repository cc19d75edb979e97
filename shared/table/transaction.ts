import type { Actor } from '../kernel/actor.ts';
import { actorName } from '../kernel/actor.ts';
import type { Attributes, Change, Key, Write } from '../kernel/change.ts';
import { AppError, kernelErrors } from '../kernel/errors.ts';
import type { Sealer } from '../kernel/secrets/sealed.ts';
import { eventHash } from './event-chain.ts';
import { type Item, toItem } from './item.ts';
import { eventSk } from './keys.ts';
import { sealFields } from './sealed-fields.ts';

/** Who commits, when, in which request; and the idempotency record to write with the effect. */
export type CommitContext = {
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly idempotency?: IdempotencyWrite;
};
export type IdempotencyWrite = {
  readonly key: Key;
  readonly fingerprint: string;
  readonly status: number;
  /** the answer that a repeat gets, sealed */
  readonly answer: string;
  readonly ttl: number;
};

/** A repeat was first: its record is there already. */
export class IdempotencyRepeat extends Error {}

type Expressed = {
  readonly TableName: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
};

/** One write in the engine's form, as it stands in a transaction. */
type TransactItem =
  | { readonly Put: Expressed & { readonly Item: Item } }
  | { readonly Delete: Expressed & { readonly Key: Item } }
  | { readonly Update: Expressed & { readonly Key: Item; readonly UpdateExpression: string } }
  | { readonly ConditionCheck: Expressed & { readonly Key: Item; readonly ConditionExpression: string } };

/** `versioned`: its condition is that nobody has changed the item since it was read. */
export type Step = {
  readonly item: TransactItem;
  readonly operation: string;
  readonly refuse: () => Error;
  readonly versioned?: boolean;
};

const conflict = () => kernelErrors.conflict();

/** All writes of the changes, in the engine's form, each with what its failed condition means. */
export function toSteps(
  tableName: string,
  changes: readonly Change[],
  context: CommitContext,
  sealer?: Sealer,
): Step[] {
  const steps = changes.flatMap((change) => {
    const { writes, event, onRefused = conflict } = change;
    const row = event && eventRow(event, context);
    const kept = row && event.follows ? keepingHash(writes, eventHash(row)) : writes;
    return [
      ...kept.map((write) => toStep(tableName, asStored(write, sealer), onRefused)),
      ...(row ? [toStep(tableName, { kind: 'create', item: row }, conflict)] : []),
    ];
  });
  const { idempotency } = context;
  if (!idempotency) return steps;
  const { key, ...record } = idempotency;
  const item = { ...key, ...record, type: 'idempotency' };
  return [...steps, toStep(tableName, { kind: 'create', item }, () => new IdempotencyRepeat())];
}

/** The first write is the entity's own: its item keeps the hash of the event row. What is removed keeps nothing. */
const keepingHash = ([own, ...others]: readonly Write[], h: Uint8Array): readonly Write[] =>
  own && 'item' in own ? [{ ...own, item: { ...own.item, h } }, ...others] : own ? [own, ...others] : [];

const asStored = (write: Write, sealer: Sealer | undefined): Write =>
  'sealed' in write && write.sealed
    ? { ...write, item: sealFields(write.item, write.sealed, sealer) }
    : write;

function eventRow(event: NonNullable<Change['event']>, { actor, now, requestId }: CommitContext): Attributes {
  const { aggregateId, version, name, data, before, after, follows } = event;
  return {
    pk: aggregateId,
    sk: eventSk(version),
    type: 'event',
    name,
    at: now.toISOString(),
    by: actorName(actor),
    requestId,
    data,
    before,
    after,
    h: follows?.hash,
  };
}

function toStep(tableName: string, write: Write, refuse: () => Error): Step {
  const table = { TableName: tableName };
  switch (write.kind) {
    case 'create':
      return {
        operation: 'PutItem',
        refuse,
        item: {
          Put: { ...table, Item: toItem(write.item), ConditionExpression: 'attribute_not_exists(pk)' },
        },
      };
    case 'replace':
      return {
        operation: 'PutItem',
        refuse,
        versioned: true,
        item: {
          Put: {
            ...table,
            Item: toItem(write.item),
            ConditionExpression: 'v = :v',
            ExpressionAttributeValues: toItem({ ':v': write.version }),
          },
        },
      };
    case 'remove':
      return {
        operation: 'DeleteItem',
        refuse,
        versioned: write.version !== undefined,
        item: {
          Delete: {
            ...table,
            Key: toItem(write.key),
            ...(write.version !== undefined && {
              ConditionExpression: 'v = :v',
              ExpressionAttributeValues: toItem({ ':v': write.version }),
            }),
          },
        },
      };
    case 'update':
      return {
        operation: 'UpdateItem',
        refuse,
        item: { Update: { ...table, ...conditioned(write), UpdateExpression: write.expression } },
      };
    case 'check':
      return {
        operation: 'ConditionCheck',
        refuse,
        item: { ConditionCheck: { ...table, ...conditioned(write), ConditionExpression: write.condition } },
      };
  }
}

const conditioned = (write: Extract<Write, { kind: 'update' | 'check' }>) => ({
  Key: toItem(write.key),
  ConditionExpression: write.condition,
  ExpressionAttributeNames: write.names,
  ExpressionAttributeValues: write.values && toItem(write.values),
});

/** Why a transaction was cancelled that may go through a moment later. */
const passing: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * What a cancelled transaction means. An idempotency record's repeat comes before anything else. Then an item that somebody changed since it
 * was read: what was decided from it is decided anew, and a rule that refused may have refused for what is no longer so. Then the rule that
 * refused, then any other conflict.
 */
export function refusalOf(steps: readonly Step[], codes: readonly (string | undefined)[]): Error | undefined {
  const refusals = steps
    .filter((_, place) => codes[place] === 'ConditionalCheckFailed')
    .map(({ refuse, versioned }) => ({ error: refuse(), versioned }));
  const conflicts = refusals.filter(({ error }) => isConflict(error));
  const repeat = refusals.find(({ error }) => error instanceof IdempotencyRepeat);
  const outdated = conflicts.find(({ versioned }) => versioned);
  const rule = refusals.find(({ error }) => !isConflict(error));
  const [first] = [repeat, outdated, rule, ...conflicts].filter((refusal) => refusal !== undefined);
  return (
    first?.error ?? (codes.some((code) => code !== undefined && passing.has(code)) ? conflict() : undefined)
  );
}

/** Somebody else was faster. */
export const isConflict = (error: unknown): boolean =>
  error instanceof AppError && error.spec.code === kernelErrors.conflict.code;
