import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';

/** Capacity units of one request to the table, as the engine reported them. */
export type Consumed = {
  readonly operation: string;
  readonly transactional: boolean;
  readonly kind: 'read' | 'write';
  readonly tableUnits: number;
  readonly indexUnits: number;
};
export type OnConsumed = (consumed: Consumed) => void;

const sum = (capacities: Record<string, { CapacityUnits?: number }> | undefined): number =>
  Object.values(capacities ?? {}).reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);

export function reportConsumed(
  report: OnConsumed | undefined,
  operation: string,
  kind: Consumed['kind'],
  answers: ConsumedCapacity | ConsumedCapacity[] | undefined,
): void {
  if (!report || !answers) return;
  for (const answer of Array.isArray(answers) ? answers : [answers]) {
    const indexUnits = sum(answer.GlobalSecondaryIndexes);
    const tableUnits = answer.Table?.CapacityUnits ?? (answer.CapacityUnits ?? 0) - indexUnits;
    report({ operation, transactional: operation.startsWith('Transact'), kind, tableUnits, indexUnits });
  }
}
