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
export function createStreamBatches(settings: Settings) {
  const { properties, target } = settings;
  const maximumAttempts = 1 + (properties.MaximumRetryAttempts ?? -1);
  const attemptsAllowed = maximumAttempts > 0 ? maximumAttempts : Number.POSITIVE_INFINITY;
  const halves = properties.BisectBatchOnFunctionError === true;

  return {
    /** Resolves to true when every record was handled or given up; false when the run stopped before. */
    async handle(records: StreamRecord[], shardId: string, stopped: () => boolean): Promise<boolean> {
      const waiting: Batch[] = [{ records, attempts: 0 }];
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        if (stopped()) return false;
        const outcome = await target.invoke({ Records: batch.records });
        if (stopped()) return false;
        const left = remaining(properties, outcome, batch.records);
        if (left.length === 0) continue;
        if (outcome.kind === 'throttled') {
          waiting.unshift(batch);
          await pause(firstPauseMilliseconds);
          continue;
        }
        const moved = left.length < batch.records.length;
        const attempts = moved ? 1 : batch.attempts + 1;
        if (attempts >= attemptsAllowed && (left.length === 1 || !halves)) {
          await giveUp(
            settings,
            { records: left, attempts },
            { shardId, outcome, condition: 'RetryAttemptsExhausted' },
          );
        } else if (tooOld(properties, left)) {
          await giveUp(
            settings,
            { records: left, attempts },
            { shardId, outcome, condition: 'RecordAgeExceeded' },
          );
        } else {
          await pause(Math.min(lastPauseMilliseconds, firstPauseMilliseconds * 2 ** (attempts - 1)));
          waiting.unshift(...split(left, attempts, halves));
        }
      }
      return true;
    },
  };
}

/** The records from the first failed one on; none when all were handled. */
function remaining(
  { FunctionResponseTypes }: MappingProperties,
  outcome: Outcome,
  records: StreamRecord[],
): StreamRecord[] {
  if (outcome.kind !== 'done') return records;
  if (!FunctionResponseTypes?.includes('ReportBatchItemFailures')) return [];
  const failures =
    (outcome.result as { batchItemFailures?: { itemIdentifier?: string }[] } | null)?.batchItemFailures ?? [];
  if (failures.length === 0) return [];
  const places = failures.map(({ itemIdentifier }) =>
    records.findIndex((record) => sequenceOf(record) === itemIdentifier),
  );
  return records.slice(Math.max(0, Math.min(...places)));
}

function tooOld({ MaximumRecordAgeInSeconds = -1 }: MappingProperties, records: StreamRecord[]): boolean {
  const madeAt = records[0]?.dynamodb.ApproximateCreationDateTime;
  return (
    MaximumRecordAgeInSeconds > 0 &&
    madeAt !== undefined &&
    Date.now() / 1000 - madeAt > MaximumRecordAgeInSeconds
  );
}

/** How a batch ended that is not tried again. */
interface End {
  shardId: string;
  outcome: Outcome;
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
}

/** Leaves a batch, and tells the failure destination where its records are. */
async function giveUp(settings: Settings, batch: Batch, end: End): Promise<void> {
  const { id, properties, context } = settings;
  const { records, attempts } = batch;
  context.log({
    source: id,
    text: `stream: gave up ${records.length} record(s) after ${attempts} attempt(s)`,
  });

  const destination = properties.DestinationConfig?.OnFailure?.Destination;
  const queue = destination && context.queues.get(destination);
  if (!queue) return;
  const body = failureMessage(settings, batch, end);
  await context.engines.sqs('SendMessage', { QueueUrl: queue.url, MessageBody: JSON.stringify(body) });
}

/** What Lambda sends to a failure destination: not the records, but their place in the stream. */
function failureMessage(
  { target, context, streamArn }: Settings,
  { records, attempts }: Batch,
  { shardId, outcome, condition }: End,
) {
  const first = records[0];
  const last = records.at(-1);
  return {
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
