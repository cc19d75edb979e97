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
    const list: Shard[] = [];
    let ExclusiveStartShardId: string | undefined;
    do {
      const { StreamDescription } = await call<{
        StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string };
      }>('DescribeStream', {
        StreamArn: streamArn,
        ExclusiveStartShardId,
      });
      list.push(...StreamDescription.Shards);
      ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
    } while (ExclusiveStartShardId);
    shards = list;
    atStart ??= new Set(list.map(({ ShardId }) => ShardId));
    describedAt = performance.now();
    checkpoints.keepOnly(list.map(({ ShardId }) => ShardId));
  }

  async function iteratorFor(shardId: string): Promise<string> {
    const known = iterators.get(shardId);
    if (known) return known;
    const SequenceNumber = trimmed.has(shardId) ? undefined : checkpoints.get(shardId);
    const first = atStart?.has(shardId) && !trimmed.has(shardId) ? startingPosition : 'TRIM_HORIZON'; // a later shard goes on where its parent ended
    const place = SequenceNumber
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber }
      : { ShardIteratorType: first };
    const { ShardIterator } = await call<{ ShardIterator: string }>('GetShardIterator', {
      StreamArn: streamArn,
      ShardId: shardId,
      ...place,
    });
    iterators.set(shardId, ShardIterator);
    return ShardIterator;
  }

  const isRead = (shardId: string) => checkpoints.get(shardId) === end;
  const mayRead = ({ ShardId, ParentShardId }: Shard) => {
    const parentIsOpen = shards.some((each) => each.ShardId === ParentShardId && !isRead(each.ShardId));
    return !isRead(ShardId) && !parentIsOpen;
  };

  async function look({ ShardId }: Shard, limit: number): Promise<Look | undefined> {
    try {
      const answer = await call<{ Records: StreamRecord[]; NextShardIterator?: string }>('GetRecords', {
        ShardIterator: await iteratorFor(ShardId),
        Limit: Math.min(limit, 1000),
      });
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
      for (const shard of shards.filter(mayRead)) {
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
