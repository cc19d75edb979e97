import type { Stack } from './assembly.ts';
import { account, region } from './engines/aws-json.ts';

/** Says what `Ref` and `Fn::GetAtt` of a resource give. */
export type Identify = (
  stack: Stack,
  logicalId: string,
) => { ref: unknown; attributes: Record<string, unknown> };

export interface Resolver {
  /** The value with every intrinsic function worked out. Throws an error that names what it cannot resolve. */
  resolve(stack: Stack, value: unknown): unknown;
  /** Whether a resource with this `Condition` exists. */
  holds(stack: Stack, condition: string | undefined): boolean;
}

const noValue = Symbol('AWS::NoValue');

const pseudo = (stack: Stack): Record<string, unknown> => ({
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': stack.name,
  'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
  'AWS::NotificationARNs': [],
  'AWS::NoValue': noValue,
});

/** Says what a parameter in SSM holds, by its name. */
export type ParameterValue = (name: string) => string;

/** A stack as its intrinsic functions see it. */
interface Scope {
  /** The value with every intrinsic function worked out. */
  resolve(value: unknown): unknown;
  list(argument: unknown): unknown[];
  holds(condition: string | undefined): boolean;
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  imported(name: unknown): unknown;
  output(stackName: unknown, outputName: unknown): unknown;
  mapping(map: string, first: string, second: string): unknown;
}

/** Every intrinsic function that the local run works out. */
const functions: Record<string, (argument: unknown, scope: Scope) => unknown> = {
  Ref: (name, { ref }) => ref(String(name)),
  'Fn::GetAtt': (argument, { attribute }) => {
    const [logicalId, ...path] = typeof argument === 'string' ? argument.split('.') : (argument as string[]);
    return attribute(String(logicalId), path.join('.'));
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, { list }) => {
    const [separator, parts] = argument as [string, unknown];
    return list(parts).join(separator);
  },
  'Fn::Select': (argument, { list }) => {
    const [index, values] = list(argument) as [unknown, unknown[]];
    return values[Number(index)];
  },
  'Fn::Split': (argument, { list }) => {
    const [separator, text] = list(argument) as [string, string];
    return text.split(separator);
  },
  'Fn::If': (argument, { resolve, holds }) => {
    const [condition, yes, no] = argument as [string, unknown, unknown];
    return resolve(holds(condition) ? yes : no);
  },
  'Fn::Equals': (argument, { list }) => {
    const [left, right] = list(argument);
    return left === right;
  },
  'Fn::Not': (argument, { list }) => !list(argument)[0],
  'Fn::And': (argument, { list }) => list(argument).every(Boolean),
  'Fn::Or': (argument, { list }) => list(argument).some(Boolean),
  'Fn::ImportValue': (argument, { resolve, imported }) => imported(resolve(argument)),
  'Fn::GetStackOutput': (argument, { resolve, output }) => {
    const { StackName, OutputName } = resolve(argument) as { StackName: string; OutputName: string };
    return output(StackName, OutputName);
  },
  'Fn::FindInMap': (argument, { list, mapping }) => {
    const [map, first, second] = list(argument) as [string, string, string];
    return mapping(map, first, second);
  },
  'Fn::Base64': (argument, { resolve }) => Buffer.from(String(resolve(argument))).toString('base64'),
  'Fn::GetAZs': () => [`${region}a`, `${region}b`],
};

function substitute(argument: unknown, { resolve, ref, attribute }: Scope): string {
  const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [
    string,
    Record<string, unknown>,
  ];
  return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in own) return String(resolve(own[name]));
    const dot = name.indexOf('.');
    return String(dot < 0 ? ref(name) : attribute(name.slice(0, dot), name.slice(dot + 1)));
  });
}

/** Resolver over all stacks of an assembly: exports of one stack are seen by the others. */
export function createResolver(
  stacks: Stack[],
  identify: Identify,
  parameterValue: ParameterValue,
): Resolver {
  const refs = { identify, parameterValue };
  const scopes = new Map(stacks.map((stack) => [stack, scopeOf(stack)]));
  const inStack = (stack: Stack): Scope => scopes.get(stack) ?? scopeOf(stack);

  function scopeOf(stack: Stack): Scope {
    const scope: Scope = {
      resolve: (value) => resolveIn(scope, stack.name, value),
      list: (argument) => scope.resolve(argument) as unknown[],
      holds: (condition) =>
        condition === undefined || Boolean(scope.resolve(stack.template.Conditions?.[condition])),
      ref: (name) => refIn(stack, name, refs),
      attribute: (logicalId, name) => attributeIn(stack, logicalId, name, identify),
      imported: (name) => importedFrom(stacks, name, inStack),
      output: (stackName, outputName) => outputOf(stacks, stackName, outputName, inStack),
      mapping: (map, first, second) => stack.template.Mappings?.[map]?.[first]?.[second],
    };
    return scope;
  }

  return {
    resolve: (stack, value) => inStack(stack).resolve(value),
    holds: (stack, condition) => inStack(stack).holds(condition),
  };
}

function resolveIn(scope: Scope, stackName: string, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((each) => scope.resolve(each)).filter((each) => each !== noValue);
  if (typeof value !== 'object' || value === null) return value;

  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first) {
    const [name, argument] = first;
    if (name === 'Condition' && typeof argument === 'string') return scope.holds(argument);
    const work = functions[name];
    if (work) return work(argument, scope);
    if (name.startsWith('Fn::')) throw new Error(`${stackName}: the local run does not know ${name}`);
  }
  return Object.fromEntries(
    entries.map(([key, each]) => [key, scope.resolve(each)]).filter(([, each]) => each !== noValue),
  );
}

function refIn(
  stack: Stack,
  name: string,
  { identify, parameterValue }: { identify: Identify; parameterValue: ParameterValue },
): unknown {
  const values = pseudo(stack);
  if (name in values) return values[name];
  const parameter = stack.template.Parameters?.[name];
  if (parameter?.Type.startsWith('AWS::SSM::Parameter::Value<'))
    return parameterValue(String(parameter.Default));
  if (parameter) return parameter.Default ?? '';
  if (!stack.template.Resources?.[name])
    throw new Error(`${stack.name}: Ref to "${name}", which the template does not have`);
  return identify(stack, name).ref;
}

function attributeIn(stack: Stack, logicalId: string, name: string, identify: Identify): unknown {
  const { attributes } = identify(stack, logicalId);
  if (!(name in attributes)) {
    const type = stack.template.Resources?.[logicalId]?.Type;
    throw new Error(`${stack.name}: the local run gives no attribute "${name}" of ${logicalId} (${type})`);
  }
  return attributes[name];
}

type InStack = (stack: Stack) => Scope;

function importedFrom(stacks: Stack[], name: unknown, inStack: InStack): unknown {
  for (const stack of stacks) {
    const { resolve } = inStack(stack);
    for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
      if (Export && resolve(Export.Name) === name) return resolve(Value);
    }
  }
  throw new Error(`No stack exports "${String(name)}"`);
}

function outputOf(stacks: Stack[], stackName: unknown, outputName: unknown, inStack: InStack): unknown {
  const stack = stacks.find(({ name }) => name === stackName);
  const found = stack?.template.Outputs?.[String(outputName)];
  if (!stack || !found)
    throw new Error(`No stack "${String(stackName)}" with an output "${String(outputName)}"`);
  return inStack(stack).resolve(found.Value);
}
