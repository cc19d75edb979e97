import { Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

export type AlarmProps = {
  readonly metric: IMetric;
  /** fires when the metric reaches this */
  readonly threshold: number;
  readonly periods?: number;
  readonly what: string;
  /** heading of the paragraph in `docs/runbook.md` that says what to do; a test looks for it */
  readonly runbook: string;
};

/** All alarms go to one topic. Ten of them are free of charge. */
export class Alarms extends Construct {
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { displayName: `Yunshi ${stage.name} alarms`, enforceSSL: true });
    if (stage.alarmEmail) topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    this.action = new SnsAction(topic);
    Validations.of(topic).acknowledge({ id: 'AwsSolutions-SNS2', reason: 'Alarm texts hold names of queues and numbers only.' });
  }

  add(scope: Construct, id: string, { metric, threshold, periods = 1, what, runbook }: AlarmProps): void {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${what} Runbook: docs/runbook.md, "${runbook}"`,
    });
    alarm.addAlarmAction(this.action);
  }
}
