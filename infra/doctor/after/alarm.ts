import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type MetricAlarm,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import type { Check, Patient } from '../check.ts';
import { type Finding, fail, ok, type Said, warn } from '../finding.ts';
import { outputOf } from '../stacks.ts';

const pauseMilliseconds = 2000;
const looks = 30;

/** An alarm that is set off on purpose must reach the topic, and the topic a person. Whoever gets the mail sees that it was a drill. */
export const alarm: Check = {
  name: { zh: '告警送达', en: 'An alarm that arrives' },
  run: async (patient) => {
    if (!patient.stage.alarmEmail)
      return [
        warn('该阶段未填写 alarmEmail，没有告警', 'The stage names no alarmEmail, and so has no alarms'),
      ];
    const topic = await outputOf(patient, 'market', 'AlarmTopicArn');
    return [await subscription(patient, topic), await drill(patient, topic)];
  },
};

async function subscription({ aws, stage }: Patient, topic: string): Promise<Finding> {
  const { Subscriptions: all = [] } = await aws.topics.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topic }),
  );
  const confirmed = all.filter(({ SubscriptionArn: arn }) => arn?.startsWith('arn:'));
  if (confirmed.length > 0) {
    const to = confirmed.map(({ Endpoint }) => Endpoint).join(', ');
    return ok(`告警发送给 ${to}`, `alarms go to ${to}`);
  }
  return fail('没有已确认的订阅，告警无人收到', 'No confirmed subscription: alarms reach nobody', {
    zh:
      all.length > 0
        ? `请点击发到 ${stage.alarmEmail} 的确认邮件。`
        : '请在 cdk.json 中填写 alarmEmail 并重新部署。',
    en:
      all.length > 0
        ? `Press the link of the mail to ${stage.alarmEmail}.`
        : 'Fill in alarmEmail in cdk.json and deploy again.',
  });
}

async function drill(patient: Patient, topic: string): Promise<Finding> {
  const { aws, sleep } = patient;
  const { MetricAlarms: alarms = [] } = await aws.alarms.send(
    new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm'], ActionPrefix: topic }),
  );
  const chosen = alarms.find(({ StateValue }) => StateValue !== 'ALARM');
  if (!chosen) return fail('没有可用于演练的告警', 'There is no alarm to try', seeTopic);

  const startedAt = new Date();
  await setOff(patient, chosen, 'ALARM');
  try {
    for (let look = 0; look < looks; look++) {
      const acted = await actions(patient, chosen, startedAt);
      if (acted.some((each) => each.startsWith('Successfully executed action')))
        return ok(
          `${chosen.AlarmName} 已送达主题，请确认邮件已收到`,
          `${chosen.AlarmName} reached the topic; see that the mail has come`,
        );
      const failed = acted.find((each) => each.startsWith('Failed to execute action'));
      if (failed)
        return fail(
          `${chosen.AlarmName} 没有送达：${failed}`,
          `${chosen.AlarmName} did not reach the topic: ${failed}`,
          seeTopic,
        );
      await sleep(pauseMilliseconds);
    }
  } finally {
    await setOff(patient, chosen, 'OK');
  }
  return fail(
    `${chosen.AlarmName} 在一分钟内没有送达`,
    `${chosen.AlarmName} did not reach the topic within a minute`,
    seeTopic,
  );
}

const seeTopic: Said = {
  zh: '请检查主题的访问策略是否允许 cloudwatch.amazonaws.com 发布。',
  en: "See that the topic's policy lets cloudwatch.amazonaws.com publish.",
};

const setOff = ({ aws }: Patient, { AlarmName }: MetricAlarm, StateValue: 'ALARM' | 'OK') =>
  aws.alarms.send(
    new SetAlarmStateCommand({
      AlarmName,
      StateValue,
      StateReason: 'A drill by npm run doctor: nothing is wrong.',
    }),
  );

async function actions({ aws }: Patient, { AlarmName }: MetricAlarm, since: Date): Promise<string[]> {
  const history = new DescribeAlarmHistoryCommand({
    AlarmName,
    HistoryItemType: 'Action',
    StartDate: since,
    MaxRecords: 10,
  });
  const { AlarmHistoryItems: items = [] } = await aws.alarms.send(history);
  return items.map(({ HistorySummary }) => HistorySummary ?? '');
}
