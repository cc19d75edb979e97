import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { options } from '../options.ts';
import { copyBack } from './copy-back.ts';

const usage = `npm run restore -- --stage dev|prod --from RESTORED_TABLE [--write]
  makes the stage's table hold what the restored one holds; without --write it only counts (docs/runbook.md, "Restore")`;

const asked = options({ stage: { type: 'string' }, from: { type: 'string' }, write: { type: 'boolean', default: false } });
if (asked?.stage === undefined || asked.from === undefined) {
  console.error(usage);
  process.exit(2);
}
const { stage, from, write } = asked;

const StackName = `yunshi-${stage}-data`;
const { Stacks: [data] = [] } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName }));
const to = data?.Outputs?.find(({ OutputKey }) => OutputKey === 'TableName')?.OutputValue;
if (to === undefined) throw new Error(`${StackName} has no output TableName`);

console.log(`${write ? 'Copying' : 'Comparing'} ${from} → ${to}`);
const counts = await copyBack({
  client: new DynamoDBClient(),
  from,
  to,
  dryRun: !write,
  onPage: ({ written, removed, same }) => process.stdout.write(`\r  written ${written}, removed ${removed}, as they were ${same}`),
});
console.log(`\n${write ? 'Done' : 'Nothing was written. With --write this would be done'}: ${JSON.stringify(counts)}`);
