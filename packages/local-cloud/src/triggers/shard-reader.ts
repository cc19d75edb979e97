import type { AwsJsonCall } from '../engines/aws-json.ts';
import { EngineError } from '../engines/aws-json.ts';
import type { Checkpoints } from './checkpoints.ts';

export interface StreamRecord {
  eventName: string;
  dynamodb: {
    SequenceNumber: string;
    ApproximateCreationDateTime?: number;
    Keys: unknown;
    NewImage?: unknown;
    OldImage?: unknown;
  };
}

export interface Look {
  shardId: string;
  records: StreamRecord[];
  nextIterator?: string;
}

interface Shard {
  ShardId: string;
  ParentShardId?: string;
}

interface Options {
  call: AwsJsonCall;
  streamArn: string;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  checkpoints: Checkpoints;
}

export interface ShardReader {
  /** The next records of any shard whose turn it is; undefined when there are none just now. The same are given again until committed. */
  next(limit: number): Promise<Look | undefined>;
  commit(look: Look): void;
}

/** Looks for new shards at most this often, in milliseconds, unless a shard ended. */
const describePauseMilliseconds = 30_000;
const end = 'end';

/** Reads the shards of a stream, a shard only after its parent was read to the end. */
export function readShards({ call, streamArn, startingPosition, checkpoints }: Options): ShardReader {
  let shards: Shard[] = [];
  let describedAt = Number.NEGATIVE_INFINITY;
  const iterators = new Map<string, string>();
  /** Shards that have dropped what came after the checkpoint: a run on kept data that were left alone for more than a day. */
  const trimmed = new Set<string>();
  let atStart: Set<string> | undefined;

  async function describe(): Promise<void> {
    shards = await shardsOf(call, streamArn);
    const ids = shards.map(({ ShardId }) => ShardId);
    atStart ??= new Set(ids);
    describedAt = performance.now();
    checkpoints.keepOnly(ids);
  }

  async function iteratorFor(shardId: string): Promise<string> {
    const known = iterators.get(shardId);
    if (known) return known;
    const after = trimmed.has(shardId) ? undefined : checkpoints.get(shardId);
    // A later shard goes on where its parent ended.
    const start = atStart?.has(shardId) && !trimmed.has(shardId) ? startingPosition : 'TRIM_HORIZON';
    const iterator = await openShard(call, { StreamArn: streamArn, ShardId: shardId }, after ?? { start });
    iterators.set(shardId, iterator);
    return iterator;
  }

  async function look({ ShardId }: Shard, limit: number): Promise<Look | undefined> {
    try {
      const answer = await recordsAt(call, await iteratorFor(ShardId), Math.min(limit, 1000));
      if (answer.Records.length > 0)
        return { shardId: ShardId, records: answer.Records, nextIterator: answer.NextShardIterator };
      if (answer.NextShardIterator) iterators.set(ShardId, answer.NextShardIterator);
      else finish(ShardId);
    } catch (error) {
      if (!(error instanceof EngineError) || !/ExpiredIterator|TrimmedDataAccess/.test(error.code))
        throw error;
      iterators.delete(ShardId);
      if (error.code.includes('TrimmedDataAccess')) trimmed.add(ShardId);
    }
    return undefined;
  }

  function finish(shardId: string): void {
    iterators.delete(shardId);
    checkpoints.set(shardId, end);
    describedAt = Number.NEGATIVE_INFINITY;
  }

  return {
    async next(limit) {
      if (performance.now() - describedAt > describePauseMilliseconds) await describe();
      for (const shard of readable(shards, (id) => checkpoints.get(id) === end)) {
        const found = await look(shard, limit);
        if (found) return found;
      }
      return undefined;
    },
    commit({ shardId, records, nextIterator }) {
      const last = records.at(-1);
      if (last) checkpoints.set(shardId, last.dynamodb.SequenceNumber);
      trimmed.delete(shardId);
      if (nextIterator) iterators.set(shardId, nextIterator);
      else finish(shardId);
    },
  };
}

async function shardsOf(call: AwsJsonCall, StreamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await call<{
      StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string };
    }>('DescribeStream', { StreamArn, ExclusiveStartShardId });
    shards.push(...StreamDescription.Shards);
    ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
  } while (ExclusiveStartShardId);
  return shards;
}

/** An iterator behind a record (by its sequence number), or from a start. */
async function openShard(
  call: AwsJsonCall,
  shard: { StreamArn: string; ShardId: string },
  from: string | { start: Options['startingPosition'] },
): Promise<string> {
  const place =
    typeof from === 'string'
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: from }
      : { ShardIteratorType: from.start };
  const { ShardIterator } = await call<{ ShardIterator: string }>('GetShardIterator', { ...shard, ...place });
  return ShardIterator;
}

const recordsAt = (call: AwsJsonCall, ShardIterator: string, Limit: number) =>
  call<{ Records: StreamRecord[]; NextShardIterator?: string }>('GetRecords', { ShardIterator, Limit });

/** Shards that are not read to their end, and whose parents are. */
function readable(shards: Shard[], isRead: (shardId: string) => boolean): Shard[] {
  const open = shards.filter(({ ShardId }) => !isRead(ShardId));
  return open.filter(({ ParentShardId }) => !open.some(({ ShardId }) => ShardId === ParentShardId));
}
