import { setTimeout as pause } from 'node:timers/promises';
import type { LocalContext } from '../context.ts';
import { region } from '../engines/aws-json.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { Stoppable } from '../parts.ts';
import { openCheckpoints } from './checkpoints.ts';
import { passesFilters } from './filter-criteria.ts';
import type { MappingProperties } from './mapping-properties.ts';
import type { StreamRecord } from './shard-reader.ts';
import { readShards } from './shard-reader.ts';
import { createStreamBatches } from './stream-batches.ts';

interface Poll {
  id: string;
  properties: MappingProperties;
  target: LocalFunction;
  context: LocalContext;
}

/** Milliseconds between looks at a stream nobody was seen writing to. */
const idlePauseMilliseconds = 200;

/**
 * Reads a table's stream for a function as Lambda does: in order, one batch at a time, and the place is kept only after a batch was handled or
 * given up. Its `checkpoints` file makes a restart go on behind the last handled record.
 */
export async function pollStream({ id, properties, target, context }: Poll): Promise<Stoppable> {
  const table = properties.EventSourceArn.split('/')[1] ?? '';
  const { Table } = await context.dynamodb.call<{ Table: { LatestStreamArn?: string } }>('DescribeTable', {
    TableName: table,
  });
  const streamArn = Table.LatestStreamArn;
  if (!streamArn) throw new Error(`Table ${table} has no stream`);
  const checkpoints = openCheckpoints(context.dataDir, id);
  const reader = readShards({
    call: context.dynamodb.streams,
    streamArn,
    startingPosition: checkpoints.isNew() ? (properties.StartingPosition ?? 'TRIM_HORIZON') : 'TRIM_HORIZON',
    checkpoints,
  });
  const batches = createStreamBatches({ id, properties, target, context, streamArn });
  let stopped = false;
  let nudged = false;
  let wake: () => void = () => {};
  context.nudge.on(() => {
    nudged = true;
    wake();
  });

  async function loop(): Promise<void> {
    while (!stopped) {
      nudged = false;
      try {
        const look = await reader.next(properties.BatchSize ?? 100);
        if (look) {
          const wanted = look.records
            .map(lambdaRecord)
            .filter((record) => passesFilters(record, properties.FilterCriteria?.Filters));
          const done = wanted.length === 0 || (await batches.handle(wanted, look.shardId, () => stopped));
          if (done) reader.commit(look);
          continue;
        }
      } catch (error) {
        if (!stopped) context.log({ source: id, text: `stream: ${String(error)}` });
      }
      if (!nudged) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, pause(idlePauseMilliseconds, undefined, { ref: false })]);
      }
    }
  }
  const lambdaRecord = (record: StreamRecord) => ({
    ...record,
    awsRegion: region,
    eventSourceARN: properties.EventSourceArn,
  });

  void loop();
  return {
    stop() {
      stopped = true;
      wake();
    },
  };
}
