import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../infra/build/bundle-functions.ts';
import { assembly, ofType, one, type Properties, resourcesOf, stageNames } from './assembly.ts';

type Figure = {
  readonly MetricStat?: {
    readonly Metric: { readonly MetricName: string; readonly Dimensions?: readonly Properties[] };
  };
};

const runbook = readFileSync(join(projectRoot, 'docs/runbook.md'), 'utf8');
const lines = runbook.split('\n');
const words = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The figures that an alarm looks at, as they are billed. */
const figuresOf = ({
  Metrics,
  MetricName,
  Dimensions,
}: Properties): { name: string; dimensions: string }[] =>
  Metrics
    ? (Metrics as Figure[]).flatMap(({ MetricStat }) =>
        MetricStat
          ? [{ name: MetricStat.Metric.MetricName, dimensions: JSON.stringify(MetricStat.Metric.Dimensions) }]
          : [],
      )
    : [{ name: String(MetricName), dimensions: JSON.stringify(Dimensions) }];

describe.each(stageNames)('alarms of %s', (stage) => {
  const resources = assembly[stage];
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);

  it('can reach somebody: the topic lets alarms of its own account in, and nobody without TLS', () => {
    const { Statement } = one(resources, 'AWS::SNS::TopicPolicy').PolicyDocument as {
      Statement: Properties[];
    };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      expect.objectContaining({
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:SourceAccount': stage === 'prod' ? expect.anything() : { Ref: 'AWS::AccountId' },
          },
        },
      }),
    ]);
    expect(Statement.filter(({ Effect }) => Effect === 'Deny')).toHaveLength(1);
    expect(one(resources, 'AWS::SNS::Subscription')).toMatchObject({
      Protocol: 'email',
      Endpoint: 'alarms@yunshi.example',
    });
    const [topic] = ofType(resources, 'AWS::SNS::Topic');
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic?.logicalId }]);
  });

  it('fire at the first dead letter of every queue', () => {
    const dead = ofType(resources, 'AWS::SQS::Queue').filter(({ properties }) =>
      String(properties.QueueName).includes('-dead'),
    );
    expect(dead).toHaveLength(7);
    for (const { logicalId } of dead) {
      const own = alarms.filter((alarm) =>
        figuresOf(alarm).some(({ dimensions }) => dimensions?.includes(`"${logicalId}"`)),
      );
      expect(own).toHaveLength(1);
      expect(own[0]).toMatchObject({
        Threshold: 1,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
  });

  it('fire where nothing happens any more: a clock that does not run tells no figures', () => {
    const clock = alarms.filter((alarm) => figuresOf(alarm).some(({ name }) => name === 'Invocations'));
    expect(clock).toEqual([
      expect.objectContaining({
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        TreatMissingData: 'breaching',
      }),
    ]);
    for (const alarm of alarms.filter((each) => !clock.includes(each)))
      expect(alarm.TreatMissingData).toBe('notBreaching');
  });
});

describe.each(stageNames)('what alarms of %s watch', (stage) => {
  const resources = assembly[stage];
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  const figures = alarms.flatMap(figuresOf);

  it('watch answers, streams, waiting work, the table and the mail', () => {
    const names = figures.map(({ name }) => name);
    const count = (name: string) => names.filter((each) => each === name).length;
    expect([count('5xx'), count('IteratorAge'), count('ApproximateAgeOfOldestMessage')]).toEqual([2, 2, 2]);
    expect([
      count('ReadThrottleEvents'),
      count('WriteThrottleEvents'),
      count('Reputation.BounceRate'),
    ]).toEqual([1, 1, 1]);
  });

  it('see the error lines of every function as one figure', () => {
    const filters = ofType(resources, 'AWS::Logs::MetricFilter').map(({ properties }) => properties);
    expect(filters).toHaveLength(ofType(resources, 'AWS::Lambda::Function').length);
    const made = new Set(filters.map(({ MetricTransformations }) => JSON.stringify(MetricTransformations)));
    expect([...made]).toEqual([expect.stringContaining('"MetricName":"ErrorLines"')]);
    for (const { FilterPattern } of filters)
      expect(FilterPattern).toBe('?"\\"level\\":\\"error\\"" ?ERROR ?"Task timed out" ?"Runtime exited"');
    expect(figures.filter(({ name }) => name === 'ErrorLines')).toHaveLength(1);
  });

  it('name a paragraph of the runbook each, and no paragraph of the runbook is about an alarm that is not there', () => {
    const headings = alarms.map(({ AlarmDescription }) => /"(.+)"$/.exec(String(AlarmDescription))?.[1]);
    for (const heading of headings) expect(lines, heading).toContain(`### ${heading}`);
    expect(new Set(headings).size).toBe(headings.length);
  });

  it('cost what the runbook says', () => {
    expect(runbook.replaceAll(/\s+/g, ' ')).toContain(
      `${words[alarms.length]} alarms look at ${figures.length} figures`,
    );
  });
});

it('a stage that names nobody for its alarms has none to pay for', () => {
  const quiet = resourcesOf('dev', { stages: { dev: {} } });
  const types = ['AWS::CloudWatch::Alarm', 'AWS::SNS::Topic', 'AWS::Logs::MetricFilter'];
  expect(types.flatMap((type) => ofType(quiet, type))).toEqual([]);
});
