import { resolveCname } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { deployedStage } from '../app.ts';
import { options } from '../options.ts';
import { addresses } from './after/addresses.ts';
import { alarm } from './after/alarm.ts';
import { outputs } from './after/outputs.ts';
import { preflight } from './after/preflight.ts';
import { sources } from './after/sources.ts';
import { bootstrap } from './before/bootstrap.ts';
import { calendar } from './before/calendar.ts';
import { credentials } from './before/credentials.ts';
import { domain } from './before/domain.ts';
import { deploymentKeys } from './before/keys.ts';
import { mail } from './before/mail.ts';
import { quotas } from './before/quotas.ts';
import { runChecks } from './check.ts';
import { connect } from './clients.ts';
import { hasFailed, report } from './report.ts';

const usage = `npm run doctor -- --stage dev|prod [--deployed] [--lang zh|en]
  before a deployment: credentials, bootstrap, quotas, key parameters, domain, mail, calendar
  --deployed, after it: stacks, addresses, browsers' preflight, queues that are read, an alarm that arrives (it sends a mail)`;

const before = [credentials, bootstrap, quotas, deploymentKeys, domain, mail, calendar];
const after = [credentials, outputs, addresses, preflight, sources, alarm];

const asked = options({
  stage: { type: 'string' },
  deployed: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', default: false },
});
const { stage: stageName } = asked ?? {};
if (!asked || stageName === undefined || asked.help) {
  console.error(usage);
  process.exit(asked?.help ? 0 : 2);
}

const stage = deployedStage(stageName);
const language = (asked.lang ?? process.env.LANG ?? '').startsWith('zh') ? 'zh' : 'en';
const resolve = (name: string) => resolveCname(name).catch(() => []);

const patient = {
  stage,
  aws: connect(stage.region),
  fetch,
  resolve,
  sleep: (milliseconds: number) => sleep(milliseconds),
  now: () => new Date(),
};
const seen = await runChecks(asked.deployed ? after : before, patient);
console.log(report(seen, language));
process.exitCode = hasFailed(seen) ? 1 : 0;
