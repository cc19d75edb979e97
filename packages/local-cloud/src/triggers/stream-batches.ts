import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalContext } from '../context.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { Outcome } from '../functions/messages.ts';
import type { MappingProperties } from './mapping-properties.ts';
import type { StreamRecord } from './shard-reader.ts';

interface Settings {
  id: string;
  properties: MappingProperties;
  target: LocalFunction;
  context: LocalContext;
  streamArn: string;
}

interface Batch {
  records: StreamRecord[];
  attempts: number;
}

/** Milliseconds before a failed batch is tried again: doubling from the first to the last. */
const firstPauseMilliseconds = 100;
const lastPauseMilliseconds = 5_000;

const sequenceOf = (record: StreamRecord) => record.dynamodb.SequenceNumber;

/**
 * Handles batches of stream records with a mapping's retry rules: partial answers, halving, attempts, age, and the failure destination. While a batch
 * fails nothing behind it is read, as in the cloud.
 */
export function createStreamBatches({ id, properties, target, context, streamArn }: Settings) {
  const maximumAttempts = 1 + (properties.MaximumRetryAttempts ?? -1);
  const attemptsAllowed = maximumAttempts > 0 ? maximumAttempts : Number.POSITIVE_INFINITY;
  const partial = properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false;

  /** The records from the first failed one on; none when all were handled. */
  function remaining(outcome: Outcome, records: StreamRecord[]): StreamRecord[] {
    if (outcome.kind !== 'done') return records;
    if (!partial) return [];
    const failures =
      (outcome.result as { batchItemFailures?: { itemIdentifier?: string }[] } | null)?.batchItemFailures ??
      [];
    if (failures.length === 0) return [];
    const places = failures.map(({ itemIdentifier }) =>
      records.findIndex((record) => sequenceOf(record) === itemIdentifier),
    );
    return records.slice(Math.max(0, Math.min(...places)));
  }

  async function giveUp(
    { records, attempts }: Batch,
    shardId: string,
    outcome: Outcome,
    condition: string,
  ): Promise<void> {
    const destination = properties.DestinationConfig?.OnFailure?.Destination;
    const queue = destination && context.queues.get(destination);
    context.log({
      source: id,
      text: `stream: gave up ${records.length} record(s) after ${attempts} attempt(s)`,
    });
    if (!queue) return;
    const first = records[0];
    const last = records.at(-1);
    const body = {
      requestContext: {
        requestId: randomUUID(),
        functionArn: target.name,
        condition,
        approximateInvokeCount: attempts,
      },
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: outcome.kind === 'done' ? null : 'Unhandled',
      },
      version: '1.0',
      timestamp: context.clock.date().toISOString(),
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: first && sequenceOf(first),
        endSequenceNumber: last && sequenceOf(last),
        batchSize: records.length,
        streamArn,
      },
    };
    await context.engines.sqs('SendMessage', { QueueUrl: queue.url, MessageBody: JSON.stringify(body) });
  }

  const tooOld = (records: StreamRecord[]) => {
    const limitSeconds = properties.MaximumRecordAgeInSeconds ?? -1;
    const madeAt = records[0]?.dynamodb.ApproximateCreationDateTime;
    return limitSeconds > 0 && madeAt !== undefined && Date.now() / 1000 - madeAt > limitSeconds;
  };

  return {
    /** Resolves to true when every record was handled or given up; false when the run stopped before. */
    async handle(records: StreamRecord[], shardId: string, stopped: () => boolean): Promise<boolean> {
      const waiting: Batch[] = [{ records, attempts: 0 }];
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        if (stopped()) return false;
        const outcome = await target.invoke({ Records: batch.records });
        if (stopped()) return false;
        const left = remaining(outcome, batch.records);
        if (left.length === 0) continue;
        if (outcome.kind === 'throttled') {
          waiting.unshift(batch);
          await pause(firstPauseMilliseconds);
          continue;
        }
        const moved = left.length < batch.records.length;
        const attempts = moved ? 1 : batch.attempts + 1;
        if (attempts >= attemptsAllowed && (left.length === 1 || !properties.BisectBatchOnFunctionError)) {
          await giveUp({ records: left, attempts }, shardId, outcome, 'RetryAttemptsExhausted');
        } else if (tooOld(left)) {
          await giveUp({ records: left, attempts }, shardId, outcome, 'RecordAgeExceeded');
        } else {
          await pause(Math.min(lastPauseMilliseconds, firstPauseMilliseconds * 2 ** (attempts - 1)));
          waiting.unshift(...split(left, attempts, properties.BisectBatchOnFunctionError === true));
        }
      }
      return true;
    },
  };
}

/** The halves start their attempts anew: halving does not use up the retries of a mapping. */
function split(records: StreamRecord[], attempts: number, halve: boolean): Batch[] {
  if (!halve || records.length === 1) return [{ records, attempts }];
  const middle = Math.ceil(records.length / 2);
  return [
    { records: records.slice(0, middle), attempts: 0 },
    { records: records.slice(middle), attempts: 0 },
  ];
}
