import { randomUUID } from 'node:crypto';
import type { LocalContext, LocalResource, ResourcePlugin } from '../context.ts';
import { account, region } from '../engines/aws-json.ts';
import { parseSchedule, runOnSchedule } from '../triggers/schedule.ts';
import { functionNamed } from './event-source-mapping.ts';

interface RuleProperties {
  ScheduleExpression?: string;
  State?: string;
  Targets?: { Arn: string; Input?: string }[];
}

interface ScheduleProperties {
  ScheduleExpression: string;
  State?: string;
  Target: { Arn: string; Input?: string };
}

function start(
  resource: LocalResource,
  context: LocalContext,
  expression: string,
  target: { Arn: string; Input?: string },
  event: () => unknown,
) {
  const handler = functionNamed(target.Arn, context, resource);
  const next = parseSchedule(expression, resource.logicalId);
  const run = () => handler.invoke(target.Input === undefined ? event() : JSON.parse(target.Input));
  context.parts.add(runOnSchedule({ name: resource.logicalId, clock: context.clock, next, run }));
}

/** AWS::Events::Rule on a schedule. A rule on an event pattern stops the run: nothing here puts events on a bus. */
export const eventRule: ResourcePlugin = {
  type: 'AWS::Events::Rule',
  identify(resource, context) {
    const name = context.nameOf(resource, 'Name');
    return { ref: name, attributes: { Arn: `arn:aws:events:${region}:${account}:rule/${name}` } };
  },
  start(resource, context) {
    const { ScheduleExpression, State, Targets = [] } = context.properties(resource) as RuleProperties;
    if (State === 'DISABLED') return;
    if (!ScheduleExpression)
      throw new Error(`${resource.logicalId}: the local run has rules on schedules only`);
    const resources = [`arn:aws:events:${region}:${account}:rule/${context.nameOf(resource, 'Name')}`];
    const event = () => ({
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account,
      time: context.clock
        .date()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
      region,
      resources,
      detail: {},
    });
    for (const target of Targets) start(resource, context, ScheduleExpression, target, event);
  },
};

/** AWS::Scheduler::Schedule with a function as its target. */
export const scheduleResource: ResourcePlugin = {
  type: 'AWS::Scheduler::Schedule',
  identify(resource, context) {
    const name = context.nameOf(resource, 'Name');
    return {
      ref: name,
      attributes: { Arn: `arn:aws:scheduler:${region}:${account}:schedule/default/${name}` },
    };
  },
  start(resource, context) {
    const { ScheduleExpression, State, Target } = context.properties(
      resource,
    ) as unknown as ScheduleProperties;
    if (State !== 'DISABLED') start(resource, context, ScheduleExpression, Target, () => ({}));
  },
};
