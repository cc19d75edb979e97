import type { ConsumedCapacity } from './engine.ts';

/** Capacity units of one request to the table, as the engine reported them. */
export type Consumed = {
  readonly operation: string;
  readonly kind: 'read' | 'write';
  readonly tableUnits: number;
  readonly indexUnits: number;
};
export type OnConsumed = (consumed: Consumed) => void;

const unitsOfIndexes = (capacities: ConsumedCapacity['GlobalSecondaryIndexes']): number =>
  Object.values(capacities ?? {}).reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);

export function reportConsumed(
  report: OnConsumed | undefined,
  operation: string,
  kind: Consumed['kind'],
  answers: ConsumedCapacity | readonly ConsumedCapacity[] | undefined,
): void {
  if (!report || !answers) return;
  for (const answer of 'length' in answers ? answers : [answers]) {
    const indexUnits = unitsOfIndexes(answer.GlobalSecondaryIndexes);
    const tableUnits = answer.Table?.CapacityUnits ?? (answer.CapacityUnits ?? 0) - indexUnits;
    report({ operation, kind, tableUnits, indexUnits });
  }
}

/** Units of several requests together, indexes included. */
export function unitsOf(consumed: readonly Consumed[]): { readUnits: number; writeUnits: number } {
  const total = (wanted: Consumed['kind']) =>
    consumed
      .filter(({ kind }) => kind === wanted)
      .reduce((sum, { tableUnits, indexUnits }) => sum + tableUnits + indexUnits, 0);
  return { readUnits: total('read'), writeUnits: total('write') };
}
