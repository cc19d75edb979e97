import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Platform } from './platform.ts';

/** Runs what is due, every minute. */
export class Clock extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Clock');
    const { stage, table, uploads, alarms } = platform;
    const run = new ServiceFunction(this, 'Run', {
      stage,
      bundle: 'schedule-run-due',
      description: 'What is due, in small steps',
      memoryMegabytes: 512,
      // Shorter than the minute to the next run, so that runs do not pile up.
      timeoutSeconds: 55,
      // Runs may overlap, every step is conditional; a second one at once would only lose its conflicts.
      reservedConcurrency: 1,
    });
    // All lists besides, since jobs walk them.
    table.bind(run, 'readWrite', ['due', 'list1', 'list2', 'list3']);
    uploads.bind(run, { remove: ['incoming', 'private', 'public'] });
    // The next minute's run does what this one did not; a repeat of Lambda's own would only take its place.
    run.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(run.lambda, { retryAttempts: 0, event: RuleTargetInput.fromObject({}) })],
    });
    const period = Duration.minutes(5);
    const ended = new MathExpression({
      expression: 'FILL(runs, 0) - FILL(failed, 0)',
      usingMetrics: {
        runs: run.lambda.metricInvocations({ period }),
        failed: run.lambda.metricErrors({ period }),
      },
      period,
    });
    alarms.add('ClockStands', ended, {
      threshold: 1,
      below: true,
      what: 'No run of the clock has ended well for five minutes: what is due is not done.',
      runbook: 'The clock stands still',
    });
  }
}
