import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { deployedStage } from '../app.ts';
import { connect } from '../doctor/clients.ts';
import { options } from '../options.ts';
import { copyBack } from './copy-back.ts';
import { tableToRestore } from './table-to-restore.ts';

const usage = `npm run restore -- --stage dev|prod --from RESTORED_TABLE [--write]
  makes the stage's table hold what the restored one holds; without --write it only counts (docs/runbook.md, "Restore")
  --from must be a table that begins with the name of the stage's own, and the stage must be paused`;

const asked = options({
  stage: { type: 'string' },
  from: { type: 'string' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
});
if (!asked || asked.help || asked.stage === undefined || asked.from === undefined) {
  console[asked?.help ? 'log' : 'error'](usage);
  process.exit(asked?.help ? 0 : 2);
}
const { from, write } = asked;
const stage = deployedStage(asked.stage);

try {
  await copy(await tableToRestore({ stage, aws: connect(stage.region) }, from));
} catch (error) {
  const { name, message } = error as Error;
  console.error(name === 'Error' ? message : `${name}: ${message}`);
  process.exitCode = 1;
}

async function copy(to: string): Promise<void> {
  console.log(`${write ? 'Copying' : 'Comparing'} ${from} → ${to}`);
  const counts = await copyBack({
    client: new DynamoDBClient({ ...(stage.region && { region: stage.region }) }),
    from,
    to,
    dryRun: !write,
    onPage: ({ written, removed, same }) =>
      process.stdout.write(`\r  written ${written}, removed ${removed}, as they were ${same}`),
  });
  console.log(
    `\n${write ? 'Done' : 'Nothing was written. With --write this would be done'}: ${JSON.stringify(counts)}`,
  );
}
