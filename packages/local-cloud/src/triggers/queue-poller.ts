import { setTimeout as pause } from 'node:timers/promises';
import type { LocalContext } from '../context.ts';
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
  const call = context.engines.sqs;
  const size = properties.BatchSize ?? 10;
  const windowSeconds = properties.MaximumBatchingWindowInSeconds ?? 0;
  const limit = Math.max(
    1,
    Math.min(properties.ScalingConfig?.MaximumConcurrency ?? defaultConcurrency, target.maxConcurrency),
  );
  const abort = new AbortController();
  const busy = new Set<Promise<void>>();

  const receive = async (count: number, waitSeconds: number): Promise<Message[]> => {
    const input = {
      QueueUrl: queue.url,
      MaxNumberOfMessages: Math.min(10, count),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    return (await call<{ Messages?: Message[] }>('ReceiveMessage', input, abort.signal)).Messages ?? [];
  };

  async function gather(): Promise<Message[]> {
    const batch = await receive(size, 20);
    const endsAt = performance.now() + windowSeconds * 1000;
    while (batch.length > 0 && batch.length < size && !abort.signal.aborted) {
      const leftSeconds = Math.floor((endsAt - performance.now()) / 1000);
      const more = await receive(size - batch.length, Math.max(0, leftSeconds));
      batch.push(...more);
      if (more.length === 0 && leftSeconds <= 0) break;
    }
    return batch;
  }

  async function handle(batch: Message[]): Promise<void> {
    const records = batch.map((message) => recordOf(message, properties.EventSourceArn));
    const wanted = records.filter((record) =>
      passesFilters(parsedBody(record), properties.FilterCriteria?.Filters),
    );
    let outcome: Outcome = { kind: 'done', result: null };
    if (wanted.length > 0) {
      outcome = await target.invoke({ Records: wanted });
      for (
        let attempt = 0;
        outcome.kind === 'throttled' && attempt < 20 && !abort.signal.aborted;
        attempt++
      ) {
        await pause(250);
        outcome = await target.invoke({ Records: wanted });
      }
    }
    const failed = failedMessages(outcome, batch, properties);
    const handled = batch.filter(({ MessageId }) => !failed.has(MessageId));
    for (let index = 0; index < handled.length; index += 10) {
      const Entries = handled
        .slice(index, index + 10)
        .map(({ ReceiptHandle }, place) => ({ Id: String(place), ReceiptHandle }));
      await call('DeleteMessageBatch', { QueueUrl: queue?.url, Entries });
    }
  }

  async function loop(): Promise<void> {
    while (!abort.signal.aborted) {
      try {
        const batch = await gather();
        if (batch.length === 0) continue;
        const work = handle(batch).catch(complain);
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
