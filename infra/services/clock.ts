import { Duration } from 'aws-cdk-lib';
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
    table.bind(run, 'readWrite', ['due']);
    uploads.bind(run, { remove: ['incoming', 'private', 'public'] });
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(run.lambda, { retryAttempts: 0, event: RuleTargetInput.fromObject({}) })],
    });
    alarms.add(this, 'Failing', {
      metric: run.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 3,
      what: 'The clock fails: what is due is not done.',
      runbook: 'The clock fails',
    });
  }
}
