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

/** Resolver over all stacks of an assembly: exports of one stack are seen by the others. */
export function createResolver(
  stacks: Stack[],
  identify: Identify,
  parameterValue: ParameterValue,
): Resolver {
  const ref = (stack: Stack, name: string): unknown => {
    const values = pseudo(stack);
    if (name in values) return values[name];
    const parameter = stack.template.Parameters?.[name];
    if (parameter?.Type.startsWith('AWS::SSM::Parameter::Value<'))
      return parameterValue(String(parameter.Default));
    if (parameter) return parameter.Default ?? '';
    if (!stack.template.Resources?.[name])
      throw new Error(`${stack.name}: Ref to "${name}", which the template does not have`);
    return identify(stack, name).ref;
  };
  const attribute = (stack: Stack, logicalId: string, name: string): unknown => {
    const { attributes } = identify(stack, logicalId);
    if (!(name in attributes)) {
      const type = stack.template.Resources?.[logicalId]?.Type;
      throw new Error(`${stack.name}: the local run gives no attribute "${name}" of ${logicalId} (${type})`);
    }
    return attributes[name];
  };
  const imported = (name: unknown): unknown => {
    for (const stack of stacks) {
      for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
        if (Export && resolve(stack, Export.Name) === name) return resolve(stack, Value);
      }
    }
    throw new Error(`No stack exports "${String(name)}"`);
  };
  const output = (stackName: unknown, outputName: unknown): unknown => {
    const stack = stacks.find(({ name }) => name === stackName);
    const found = stack?.template.Outputs?.[String(outputName)];
    if (!stack || !found)
      throw new Error(`No stack "${String(stackName)}" with an output "${String(outputName)}"`);
    return resolve(stack, found.Value);
  };
  const substitute = (stack: Stack, argument: unknown): string => {
    const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [
      string,
      Record<string, unknown>,
    ];
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in own) return String(resolve(stack, own[name]));
      const dot = name.indexOf('.');
      return String(dot < 0 ? ref(stack, name) : attribute(stack, name.slice(0, dot), name.slice(dot + 1)));
    });
  };
  const list = (stack: Stack, argument: unknown) => resolve(stack, argument) as unknown[];
  const functions: Record<string, (stack: Stack, argument: unknown) => unknown> = {
    Ref: (stack, name) => ref(stack, String(name)),
    'Fn::GetAtt': (stack, argument) => {
      const [logicalId, ...path] =
        typeof argument === 'string' ? argument.split('.') : (argument as string[]);
      return attribute(stack, String(logicalId), path.join('.'));
    },
    'Fn::Sub': substitute,
    'Fn::Join': (stack, argument) => {
      const [separator, parts] = argument as [string, unknown];
      return list(stack, parts).join(separator);
    },
    'Fn::Select': (stack, argument) => {
      const [index, values] = list(stack, argument) as [unknown, unknown[]];
      return values[Number(index)];
    },
    'Fn::Split': (stack, argument) => {
      const [separator, text] = list(stack, argument) as [string, string];
      return text.split(separator);
    },
    'Fn::If': (stack, argument) => {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return resolve(stack, holds(stack, condition) ? yes : no);
    },
    'Fn::Equals': (stack, argument) => {
      const [left, right] = list(stack, argument);
      return left === right;
    },
    'Fn::Not': (stack, argument) => !list(stack, argument)[0],
    'Fn::And': (stack, argument) => list(stack, argument).every(Boolean),
    'Fn::Or': (stack, argument) => list(stack, argument).some(Boolean),
    'Fn::ImportValue': (stack, argument) => imported(resolve(stack, argument)),
    'Fn::GetStackOutput': (stack, argument) => {
      const { StackName, OutputName } = resolve(stack, argument) as { StackName: string; OutputName: string };
      return output(StackName, OutputName);
    },
    'Fn::FindInMap': (stack, argument) => {
      const [map, first, second] = list(stack, argument) as [string, string, string];
      return stack.template.Mappings?.[map]?.[first]?.[second];
    },
    'Fn::Base64': (stack, argument) => Buffer.from(String(resolve(stack, argument))).toString('base64'),
    'Fn::GetAZs': () => [`${region}a`, `${region}b`],
  };
  function holds(stack: Stack, condition: string | undefined): boolean {
    return condition === undefined || Boolean(resolve(stack, stack.template.Conditions?.[condition]));
  }
  function resolve(stack: Stack, value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((each) => resolve(stack, each)).filter((each) => each !== noValue);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first) {
      if (first[0] === 'Condition' && typeof first[1] === 'string') return holds(stack, first[1]);
      const work = functions[first[0]];
      if (work) return work(stack, first[1]);
      if (first[0].startsWith('Fn::'))
        throw new Error(`${stack.name}: the local run does not know ${first[0]}`);
    }
    return Object.fromEntries(
      entries.map(([key, each]) => [key, resolve(stack, each)]).filter(([, each]) => each !== noValue),
    );
  }
  return { resolve, holds };
}
