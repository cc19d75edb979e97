import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { MarketTable } from './market-table.ts';
import type { ServiceFunction } from './service-function.ts';

export type TableStreamProps = {
  readonly table: MarketTable;
  readonly consumer: ServiceFunction;
  /** which records the consumer sees, so that it is not started for others */
  readonly filter: Record<string, unknown>;
  /** what is given up on goes here, as a pointer into the stream */
  readonly deadLetters: DeadLetterQueue;
  /** tries of a failing record; -1 until the stream forgets it after 24 hours, which holds its shard that long */
  readonly retryAttempts: number;
};

/**
 * A consumer of the table's changes: in order per item, failing batches halved until the record that fails stands alone.
 * There is room for two (DynamoDB throttles a third reader of a shard), the relay and the usage figures: whatever else wants to know
 * of a change gets an event through the relay.
 */
export function consumeTableStream({
  table: { table },
  consumer,
  filter,
  deadLetters,
  retryAttempts,
}: TableStreamProps): void {
  if (!table.tableStreamArn) throw new Error('the table has no stream');
  table.grantStreamRead(consumer.lambda);
  // Enabled is said, though it is the default: a property that a template leaves out stays as the pause has left it.
  new EventSourceMapping(consumer, 'Stream', {
    target: consumer.lambda,
    enabled: true,
    eventSourceArn: table.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    retryAttempts,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    filters: [FilterCriteria.filter(filter)],
    onFailure: new SqsDlq(deadLetters.queue),
  });
}
