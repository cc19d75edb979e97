import { expect, it } from 'vitest';
import { type AwsJsonCall, EngineError } from '../src/engines/aws-json.ts';
import { openCheckpoints } from '../src/triggers/checkpoints.ts';
import { readShards } from '../src/triggers/shard-reader.ts';

it('goes on with what a stream still has when it has dropped the place that was reached', async () => {
  const call = (async (action: string, input: { ShardIteratorType?: string; ShardIterator?: string }) => {
    if (action === 'DescribeStream') return { StreamDescription: { Shards: [{ ShardId: 's' }] } };
    if (action === 'GetShardIterator' && input.ShardIteratorType === 'AFTER_SEQUENCE_NUMBER')
      throw new EngineError('TrimmedDataAccessException', 'gone');
    if (action === 'GetShardIterator') return { ShardIterator: String(input.ShardIteratorType) };
    return {
      Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '9', Keys: {} } }],
      NextShardIterator: input.ShardIterator,
    };
  }) as AwsJsonCall;
  const checkpoints = openCheckpoints(undefined, 'mapping');
  checkpoints.set('s', '5');
  const reader = readShards({ call, streamArn: 'arn', startingPosition: 'LATEST', checkpoints });
  expect(await reader.next(10)).toBeUndefined();
  const found = await reader.next(10);
  expect(found).toMatchObject({ shardId: 's', nextIterator: 'TRIM_HORIZON' });
  if (found) reader.commit(found);
  expect(checkpoints.get('s')).toBe('9');
});
