/** The engines by themselves, for tests that need no whole run. */
export { itemSize } from '../../patches/dynamodb-local/capacity/item-size.ts';
export { type Clock, createClock } from '../clock.ts';
export { account, awsJson } from './aws-json.ts';
export { createTables } from './create-tables.ts';
export { startDynamoDb } from './dynamodb.ts';
export { type QueuesAndObjects, startQueuesAndObjects } from './queues-and-objects.ts';
