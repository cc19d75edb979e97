import { randomUUID } from 'node:crypto';
import type { LocalContext, ResourcePlugin } from '../context.ts';
import { account, region } from '../engines/aws-json.ts';
import { parseSchedule, runOnSchedule } from '../triggers/schedule.ts';
import { functionNamed } from './event-source-mapping.ts';

interface RuleProperties {
  ScheduleExpression?: string;
  State?: string;
  Targets?: { Arn: string; Input?: string }[];
}

const arnOf = (name: string) => `arn:aws:events:${region}:${account}:rule/${name}`;

/** AWS::Events::Rule on a schedule. A rule on an event pattern stops the run: nothing here puts events on a bus. */
export const eventRule: ResourcePlugin = {
  type: 'AWS::Events::Rule',
  identify(resource, context) {
    const name = context.nameOf(resource, 'Name');
    return { ref: name, attributes: { Arn: arnOf(name) } };
  },
  start(resource, context) {
    const { ScheduleExpression, State, Targets = [] } = context.properties(resource) as RuleProperties;
    if (State === 'DISABLED') return;
    if (!ScheduleExpression)
      throw new Error(`${resource.logicalId}: the local run has rules on schedules only`);

    const rule = arnOf(context.nameOf(resource, 'Name'));
    for (const { Arn, Input } of Targets) {
      const handler = functionNamed(Arn, context, resource);
      const run = () =>
        handler.invoke(Input === undefined ? scheduledEvent(rule, context) : JSON.parse(Input));
      const next = parseSchedule(ScheduleExpression, resource.logicalId);
      context.parts.add(runOnSchedule({ name: resource.logicalId, clock: context.clock, next, run }));
    }
  },
};

/** What EventBridge hands over where the target says nothing else. */
const scheduledEvent = (rule: string, { clock }: LocalContext) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: clock
    .date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z'),
  region,
  resources: [rule],
  detail: {},
});
