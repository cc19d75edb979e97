import { setTimeout as pause } from 'node:timers/promises';
import type { LocalContext } from '../context.ts';
import type { AwsJsonCall } from '../engines/aws-json.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { Outcome } from '../functions/messages.ts';
import type { Stoppable } from '../parts.ts';
import { passesFilters } from './filter-criteria.ts';
import type { MappingProperties } from './mapping-properties.ts';
import type { Message } from './queue-record.ts';
import { parsedBody, recordOf } from './queue-record.ts';

interface Poll {
  properties: MappingProperties;
  target: LocalFunction;
  context: LocalContext;
}

/** Batches handled at once for a mapping that sets no maximum. */
const defaultConcurrency = 5;

/**
 * Reads a queue for a function as Lambda does: batches up to the size, or as old as the window; messages that were handled are deleted, those that
 * the function names as failed (or all, when it fails) come back after the visibility time. In a FIFO queue the engine hands out no message of a
 * group while an earlier one is in flight.
 */
export function pollQueue({ properties, target, context }: Poll): Stoppable {
  const queue = context.queues.get(properties.EventSourceArn);
  if (!queue) throw new Error(`No queue ${properties.EventSourceArn}`);
  const limit = Math.max(
    1,
    Math.min(properties.ScalingConfig?.MaximumConcurrency ?? defaultConcurrency, target.maxConcurrency),
  );
  const abort = new AbortController();
  const source: Source = { call: context.engines.sqs, QueueUrl: queue.url, signal: abort.signal };
  const busy = new Set<Promise<void>>();

  async function loop(): Promise<void> {
    while (!abort.signal.aborted) {
      try {
        const batch = await gather(source, properties);
        if (batch.length === 0) continue;
        const work = handle(batch, source, { properties, target }).catch(complain);
        busy.add(work);
        void work.then(() => busy.delete(work));
        if (busy.size >= limit) await Promise.race(busy);
      } catch (error) {
        complain(error);
        await pause(200);
      }
    }
  }
  const complain = (error: unknown) => {
    if (!abort.signal.aborted) context.log({ source: queue.name, text: `poller: ${String(error)}` });
  };

  void loop();
  return { stop: () => abort.abort() };
}

/** A queue that is read until the signal. */
interface Source {
  call: AwsJsonCall;
  QueueUrl: string;
  signal: AbortSignal;
}

async function receive({ call, QueueUrl, signal }: Source, count: number, waitSeconds: number) {
  const input = {
    QueueUrl,
    MaxNumberOfMessages: Math.min(10, count),
    WaitTimeSeconds: waitSeconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  };
  return (await call<{ Messages?: Message[] }>('ReceiveMessage', input, signal)).Messages ?? [];
}

/** A batch: as many messages as the mapping takes, or as came within its window. */
async function gather(
  source: Source,
  { BatchSize: size = 10, MaximumBatchingWindowInSeconds: windowSeconds = 0 }: MappingProperties,
): Promise<Message[]> {
  const batch = await receive(source, size, 20);
  const endsAt = performance.now() + windowSeconds * 1000;
  while (batch.length > 0 && batch.length < size && !source.signal.aborted) {
    const leftSeconds = Math.floor((endsAt - performance.now()) / 1000);
    const more = await receive(source, size - batch.length, Math.max(0, leftSeconds));
    batch.push(...more);
    if (more.length === 0 && leftSeconds <= 0) break;
  }
  return batch;
}

async function handle(
  batch: Message[],
  { call, QueueUrl, signal }: Source,
  { properties, target }: Omit<Poll, 'context'>,
): Promise<void> {
  const records = batch.map((message) => recordOf(message, properties.EventSourceArn));
  const wanted = records.filter((record) =>
    passesFilters(parsedBody(record), properties.FilterCriteria?.Filters),
  );
  const outcome = await outcomeOf(wanted, target, signal);

  const failed = failedMessages(outcome, batch, properties);
  const handled = batch.filter(({ MessageId }) => !failed.has(MessageId));
  for (let index = 0; index < handled.length; index += 10) {
    const Entries = handled
      .slice(index, index + 10)
      .map(({ ReceiptHandle }, place) => ({ Id: String(place), ReceiptHandle }));
    await call('DeleteMessageBatch', { QueueUrl, Entries });
  }
}

/** Waits a while for a function that is busy elsewhere. */
async function outcomeOf(Records: unknown[], target: LocalFunction, signal: AbortSignal): Promise<Outcome> {
  if (Records.length === 0) return { kind: 'done', result: null };
  let outcome = await target.invoke({ Records });
  for (let attempt = 0; outcome.kind === 'throttled' && attempt < 20 && !signal.aborted; attempt++) {
    await pause(250);
    outcome = await target.invoke({ Records });
  }
  return outcome;
}

function failedMessages(
  outcome: Outcome,
  batch: Message[],
  { FunctionResponseTypes }: MappingProperties,
): Set<string> {
  const all = new Set(batch.map(({ MessageId }) => MessageId));
  if (outcome.kind !== 'done') return all;
  if (!FunctionResponseTypes?.includes('ReportBatchItemFailures')) return new Set();
  const failures =
    (outcome.result as { batchItemFailures?: { itemIdentifier?: string }[] } | null)?.batchItemFailures ?? [];
  const named = failures.map(({ itemIdentifier }) => itemIdentifier ?? '');
  // A name that is in no message means that the function did not answer sensibly: Lambda then takes the whole batch for failed.
  return named.every((name) => all.has(name)) ? new Set(named) : all;
}
