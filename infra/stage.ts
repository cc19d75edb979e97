import { RemovalPolicy } from 'aws-cdk-lib';
import type { Node } from 'constructs';
import { assertRules } from '../shared/rules.ts';
import { StageValues, stageValueNames, wrongOrigins } from './stage-values.ts';

const stageNames = ['dev', 'prod'] as const;
type StageName = (typeof stageNames)[number];

export type Stage = Omit<StageValues, 'rules' | 'reserve' | 'paused'> & {
  readonly name: StageName;
  readonly isProd: boolean;
  /** a run on a developer's machine */
  readonly local: boolean;
  /** whether functions reserve concurrency of the account; a developer's machine has no quota */
  readonly reserve: boolean;
  /** whether everything stands still, while data are restored */
  readonly paused: boolean;
  /** what becomes of data and logs with their stack: prod keeps them, except those of a first deployment that failed, once unprotected */
  readonly removalPolicy: RemovalPolicy;
  /** JSON: overrides of named rules, per context */
  readonly rules: string;
};

/** What is wrong with a deployment's values, in words for the person who deploys: shown without a stack trace. */
export class StageMistake extends Error {}

/** What a stage has that does not say otherwise. */
const defaults: Record<StageName, Record<string, unknown>> = {
  dev: {
    origins: ['http://localhost:5173'],
    mailFrom: 'no-reply@yunshi.example',
    // Prod makes the identity; a second one for the same domain and account would be refused.
    mailIdentity: 'existing',
    // A new account has 10 to 50 concurrent executions, and Lambda refuses to reserve what it must leave for others.
    reserve: 'no',
    paused: 'no',
    rules: {},
  },
  prod: { mailIdentity: 'create', reserve: 'yes', paused: 'no', rules: {} },
};

/** What prod must say itself: a developer's value there would take the console's access or the alarms away without a word. */
const requiredInProd = [
  'account',
  'region',
  'domain',
  'origins',
  'alarmEmail',
  'mailFrom',
  'paymentUrl',
] as const;

/** What belongs to the cloud; a run on a developer's machine has its own. */
const cloudOnly = ['account', 'region', 'domain', 'alarmEmail'];

/** @throws {StageMistake} naming every value that is missing or wrong */
export function readStage(node: Node): Stage {
  const name = oneOf('stage', node.tryGetContext('stage') ?? 'dev', stageNames);
  const isLocal = oneOf('local', node.tryGetContext('local') ?? 'no', ['yes', 'no'] as const) === 'yes';
  if (isLocal && name === 'prod')
    throw new StageMistake('context: prod cannot be synthesized for a local run');

  const given = givenValues(node, name);
  const values = checked(
    name,
    isLocal,
    isLocal
      ? Object.fromEntries(Object.entries(given).filter(([value]) => !cloudOnly.includes(value)))
      : given,
  );

  const { rules, reserve, paused, ...rest } = values;
  const isProd = name === 'prod';
  return {
    ...rest,
    name,
    isProd,
    local: isLocal,
    reserve: isLocal || reserve === 'yes',
    paused: paused === 'yes',
    removalPolicy: isProd ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    rules: JSON.stringify(rules),
  };
}

/** The values under `stages.<stage>`, and over them what `-c` says. An empty text is a place that nobody has filled in. */
function givenValues(node: Node, stage: StageName): Record<string, unknown> {
  const stages: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> =
    node.tryGetContext('stages') ?? {};
  const single = Object.fromEntries(stageValueNames.map((value) => [value, node.tryGetContext(value)]));
  const filled = (values: Readonly<Record<string, unknown>> = {}) =>
    Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== null);
  return Object.fromEntries([...filled(defaults[stage]), ...filled(stages[stage]), ...filled(single)]);
}

function checked(stage: StageName, isLocal: boolean, given: Readonly<Record<string, unknown>>): StageValues {
  const missing = stage === 'prod' ? requiredInProd.filter((value) => !(value in given)) : [];
  const result = StageValues.safeParse(given);
  const issues = (result.error?.issues ?? []).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${key}: no such value; there are: ${stageValueNames.join(', ')}`);
    const [value = '', ...place] = issue.path.map(String);
    return missing.some((name) => name === value)
      ? []
      : [`${[value, ...place].join('.')}: must be ${issue.message}`];
  });
  const problems = [
    ...missing.map((value) => `${value}: to be filled in: ${StageValues.shape[value].description}`),
    ...issues,
  ];
  if (result.success)
    problems.push(...wrongOrigins(result.data.origins, isLocal), ...wrongRules(result.data.rules));
  if (!result.success || problems.length > 0)
    throw new StageMistake(
      `stage ${stage} (cdk.json, "stages", or -c name=value):\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
  return result.data;
}

/** Functions are told the rules in their environment, where Lambda has 4 KB for all values together. */
const mostRuleBytes = 2500;

function wrongRules(rules: StageValues['rules']): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(rules));
  if (bytes > mostRuleBytes)
    return [`rules: has ${bytes} bytes as JSON, more than the ${mostRuleBytes} that functions can be told`];

  try {
    assertRules(rules);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function oneOf<const N extends string>(value: string, given: unknown, allowed: readonly N[]): N {
  const found = allowed.find((each) => each === given);
  if (found === undefined)
    throw new StageMistake(`context: ${value} must be ${allowed.join(' or ')}, not "${String(given)}"`);
  return found;
}
