import { Aws, Duration, Validations } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

export type AlarmProps = {
  /** fires when the metric reaches this */
  readonly threshold: number;
  readonly periods?: number;
  /** fires below the threshold instead, and where there is no figure at all */
  readonly below?: boolean;
  readonly what: string;
  /** heading of the paragraph in `docs/runbook.md` that says what to do; a test looks for it */
  readonly runbook: string;
};

const minute = Duration.minutes(1);

/** Alarms over figures of several constructs, which nobody would act on differently: one alarm looks at all of them. */
const shared = {
  UrgentDeadLetters: {
    combine: 'SUM',
    period: minute,
    threshold: 1,
    what: 'Dead letters that buyers feel: events, orders or notifications.',
    runbook: 'Urgent dead letters',
  },
  OtherDeadLetters: {
    combine: 'SUM',
    period: minute,
    threshold: 1,
    what: 'Dead letters of other queues.',
    runbook: 'Other dead letters',
  },
  StreamLate: {
    combine: 'MAX',
    period: minute,
    threshold: 60_000,
    periods: 3,
    what: 'Changes wait in the stream for more than a minute.',
    runbook: 'The stream is read late',
  },
} as const satisfies Record<
  string,
  AlarmProps & { readonly combine: 'SUM' | 'MAX'; readonly period: Duration }
>;

export type SharedAlarm = keyof typeof shared;

/**
 * All alarms go to one topic, and to whom the stage names; where it names nobody there are none. They are billed by the figures they
 * look at, ten of an account being free of charge.
 */
export class Alarms extends Construct {
  readonly topic: Topic | undefined;
  private readonly figures = new Map<SharedAlarm, Metric[]>();

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    if (!stage.alarmEmail) return;
    this.topic = new Topic(this, 'Topic', { displayName: `Yunshi ${stage.name} alarms`, enforceSSL: true });
    // The policy that refuses plain HTTP takes the place of SNS's own, which would let the account's alarms in.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    this.topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    Validations.of(this.topic).acknowledge({
      id: 'AwsSolutions-SNS2',
      reason: 'Alarm texts hold names of queues and numbers only.',
    });
  }

  /** An alarm of its own. */
  add(
    id: string,
    metric: IMetric,
    { threshold, periods = 1, below = false, what, runbook }: AlarmProps,
  ): void {
    if (!this.topic) return;
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${what} Runbook: docs/runbook.md, "${runbook}"`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /** One more figure for an alarm that is shared; {@link close} makes it. */
  watch(alarm: SharedAlarm, metric: Metric): void {
    this.figures.set(alarm, [
      ...(this.figures.get(alarm) ?? []),
      metric.with({ period: shared[alarm].period }),
    ]);
  }

  /** Makes the shared alarms, once everything that they look at is there. */
  close(): void {
    for (const [name, metrics] of this.figures) {
      const { combine, period, ...alarm } = shared[name];
      const usingMetrics = Object.fromEntries(metrics.map((metric, place) => [`m${place}`, metric]));
      // A queue that nobody uses tells no figures.
      this.add(
        name,
        new MathExpression({ expression: `${combine}(FILL(METRICS(), 0))`, usingMetrics, period }),
        alarm,
      );
    }
  }
}
