import { describe, expect, it } from 'vitest';
import { assembly, ofType, type Properties, stacksOf, stageNames } from './assembly.ts';

type Statement = {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};

/** Every `*` that a permission may hold, with the reason. */
const allowed: readonly { readonly actions: RegExp; readonly resource: RegExp; readonly reason: string }[] = [
  {
    actions: /^xray:Put(TraceSegments|TelemetryRecords)$/,
    resource: /^"\*"$/,
    reason: 'X-Ray knows no resources',
  },
  {
    actions: /^dynamodb:ListStreams$/,
    resource: /^"\*"$/,
    reason: 'lists names of streams of the account; reading one is granted on its ARN',
  },
  {
    actions: /^s3:(Get|Put|Delete)Object$/,
    resource: /\/(incoming|private|public)\/\*"/,
    reason: 'objects are named by upload id, which no policy can list',
  },
];

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

describe.each(stageNames)('permissions in %s', (stage) => {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    ofType(assembly[stage], type),
  );
  const statements = policies.flatMap(({ logicalId, properties }) => {
    const document = properties.PolicyDocument as { Statement: Statement[] } | undefined;
    return (document?.Statement ?? []).map((statement) => ({ logicalId, ...statement }));
  });

  it('hold no wildcard without a reason', () => {
    expect(statements.length).toBeGreaterThan(20);
    const open = statements.flatMap(({ logicalId, Action, Resource }) =>
      list(Action).flatMap((action) =>
        list(Resource)
          .map((resource) => JSON.stringify(resource))
          .filter((resource) => action.includes('*') || resource.includes('*'))
          .filter(
            (resource) => !allowed.some((each) => each.actions.test(action) && each.resource.test(resource)),
          )
          .map((resource) => `${logicalId}: ${action} on ${resource}`),
      ),
    );
    expect(open).toEqual([]);
  });

  it('let nobody scan the table or change its shape', () => {
    const actions = statements
      .flatMap(({ Action }) => list(Action))
      .filter((action) => action.startsWith('dynamodb:'));
    const used = [
      'BatchGetItem',
      'ConditionCheckItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'UpdateItem',
    ];
    const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
    for (const action of actions) expect([...used, ...stream]).toContain(action.replace('dynamodb:', ''));
  });

  it('come from the template alone: no role has a managed policy', () => {
    for (const { properties } of ofType(assembly[stage], 'AWS::IAM::Role'))
      expect(properties.ManagedPolicyArns).toBeUndefined();
  });
});

describe.each(stageNames)('keys in %s', (stage) => {
  it('are handed to the functions that seal or open with them, not to all', () => {
    const environments = ofType(assembly[stage], 'AWS::Lambda::Function').map(
      ({ properties }) => (properties.Environment as { Variables: Properties }).Variables,
    );
    const withKey = environments.filter((variables) => 'DATA_KEY' in variables);
    expect(withKey.length).toBeGreaterThan(0);
    expect(withKey.length).toBeLessThan(environments.length / 2);
    expect(new Set(withKey.map(({ DATA_KEY }) => JSON.stringify(DATA_KEY))).size).toBe(1);
  });

  it('are compared by CloudFormation at every deployment, so that a changed one reaches all functions at once', () => {
    const { template } = stacksOf(stage).find(({ id }) => id === 'Market') ?? {};
    const parameters: Record<string, Properties> = template.Parameters;
    const keys = Object.entries(parameters).filter(([, { Default }]) =>
      String(Default).startsWith(`/yunshi/${stage}/`),
    );
    expect(keys.map(([, { Default }]) => Default).sort()).toEqual([
      `/yunshi/${stage}/data-key`,
      `/yunshi/${stage}/payment-secret`,
    ]);
    for (const [name, { Type }] of keys) {
      expect(Type).toBe('AWS::SSM::Parameter::Value<String>');
      expect(JSON.stringify(template.Resources)).toContain(`{"Ref":"${name}"}`);
    }
    expect(JSON.stringify(template)).not.toContain('{{resolve:ssm:');
  });
});
