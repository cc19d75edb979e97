import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ContractApi } from '../constructs/contract-api.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Platform } from './platform.ts';

/** The queues that somebody who has paid waits for. */
export type WatchedQueues = Readonly<Record<'orders' | 'notifications', WorkQueue>>;

const period = Duration.minutes(5);

/** Lines of `functions/runtime/log.ts`, and Lambda's own about a function that crashed, took too long or did not start. */
const errorLine = '?"\\"level\\":\\"error\\"" ?ERROR ?"Task timed out" ?"Runtime exited"';

/** What is watched of the whole: answers, error lines, the table and the mail. Queues, streams and the clock name theirs themselves. */
export class Watch extends Construct {
  constructor(scope: Construct, platform: Platform, queues: WatchedQueues) {
    super(scope, 'Watch');
    this.waiting(platform, queues);
    this.answers(platform);
    // Of all stacks: the sign-in has a function of its own.
    const functions = scope.node.root.node.findAll().filter((part) => part instanceof ServiceFunction);
    this.errorLines(platform, functions);
    this.tableAndMail(platform);
    platform.alarms.close();
  }

  private waiting({ alarms }: Platform, { orders, notifications }: WatchedQueues): void {
    const age = ({ queue }: WorkQueue) =>
      queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period });
    const late = new MathExpression({
      // A notification to an endpoint that is down is tried for four days; an order is opened at once.
      expression: 'IF(FILL(orders, 0) >= 900 OR FILL(notifications, 0) >= 432000, 1, 0)',
      usingMetrics: { orders: age(orders), notifications: age(notifications) },
      period,
    });
    alarms.add('WorkWaits', late, {
      threshold: 1,
      what: 'An order has waited for a quarter of an hour to be opened, or a notification for five days.',
      runbook: 'Orders or notifications wait',
    });
  }

  private answers({ alarms, api, gateway }: Platform): void {
    const of = ({ id }: ContractApi, metricName: string) =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        dimensionsMap: { ApiId: id },
        statistic: Stats.SUM,
        period,
      });
    alarms.add('ApiFails', of(api, '5xx'), {
      threshold: 5,
      what: 'The public API has answered 5xx five times in five minutes.',
      runbook: 'The API answers 5xx',
    });
    // A seller's backend that is down is answered 5xx as well, so that only a share tells of ourselves.
    const share = new MathExpression({
      expression: 'IF(calls >= 20, 100 * failed / calls, 0)',
      usingMetrics: { calls: of(gateway, 'Count'), failed: of(gateway, '5xx') },
      period,
    });
    alarms.add('GatewayFails', share, {
      threshold: 50,
      periods: 2,
      what: 'Half of all API calls are answered 5xx, for ten minutes.',
      runbook: 'API calls are answered 5xx',
    });
  }

  /** One figure for the errors of all functions: answers of 500 and steps that failed are no errors to Lambda. */
  private errorLines({ stage, alarms }: Platform, functions: readonly ServiceFunction[]): void {
    if (!alarms.topic) return;
    const metric = { metricNamespace: `Yunshi/${stage.name}`, metricName: 'ErrorLines' };
    for (const fn of functions)
      new MetricFilter(fn, 'ErrorLines', {
        logGroup: fn.logGroup,
        filterPattern: FilterPattern.literal(errorLine),
        ...metric,
      });
    const lines = new Metric({
      namespace: metric.metricNamespace,
      metricName: metric.metricName,
      statistic: Stats.SUM,
      period,
    });
    alarms.add('ErrorLines', lines, {
      threshold: 3,
      what: 'Functions have logged three errors in five minutes.',
      runbook: 'Functions log errors',
    });
  }

  private tableAndMail({ alarms, table: { table } }: Platform): void {
    const throttled = (metricName: string) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: table.tableName },
        statistic: Stats.SUM,
        period,
      });
    const events = new MathExpression({
      expression: 'SUM(FILL(METRICS(), 0))',
      usingMetrics: { reads: throttled('ReadThrottleEvents'), writes: throttled('WriteThrottleEvents') },
      period,
    });
    alarms.add('TableThrottles', events, {
      threshold: 10,
      periods: 2,
      what: 'The table refuses requests.',
      runbook: 'The table throttles',
    });
    const bounces = new Metric({
      namespace: 'AWS/SES',
      metricName: 'Reputation.BounceRate',
      statistic: Stats.MAXIMUM,
      period,
    });
    alarms.add('MailBounces', bounces, {
      threshold: 0.05,
      what: 'One mail in twenty comes back; SES stops an account at one in ten.',
      runbook: 'Mail comes back',
    });
  }
}
