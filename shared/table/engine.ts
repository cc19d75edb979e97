import type { Item } from './item.ts';

type Units = { readonly CapacityUnits?: number };

/** What a request consumed, as the engine tells it. */
export type ConsumedCapacity = Units & {
  readonly Table?: Units;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, Units>>;
};

type Measured = { readonly ConsumedCapacity?: ConsumedCapacity };
type MeasuredTogether = { readonly ConsumedCapacity?: readonly ConsumedCapacity[] };

/** The actions of DynamoDB that the table uses, and what of their answers it reads. */
type Answers = {
  readonly GetItem: Measured & { readonly Item?: Item };
  readonly BatchGetItem: MeasuredTogether & {
    readonly Responses?: Readonly<Record<string, readonly Item[]>>;
    readonly UnprocessedKeys?: Readonly<Record<string, { readonly Keys: Item[] }>>;
  };
  readonly Query: Measured & { readonly Items?: readonly Item[]; readonly LastEvaluatedKey?: Item };
  readonly PutItem: Measured;
  readonly DeleteItem: Measured;
  readonly UpdateItem: Measured & { readonly Attributes?: Item };
  readonly TransactWriteItems: MeasuredTogether;
};

/**
 * Calls DynamoDB with an action's input in the engine's JSON, and again where a failure is to pass.
 * @throws errors whose `name` is DynamoDB's, with the `reasons` of a cancelled transaction
 */
export type TableEngine = <Action extends keyof Answers>(
  action: Action,
  input: object,
) => Promise<Answers[Action]>;

/** Whether DynamoDB has refused under this name. */
export const isRefusal = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** A code for each write of a cancelled transaction. */
export const reasonsOf = (error: Error): readonly (string | undefined)[] =>
  'reasons' in error && Array.isArray(error.reasons) ? error.reasons : [];
