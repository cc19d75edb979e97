import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryPoints, projectRoot } from '../../infra/build/bundle-functions.ts';
import { wrapSchemas } from '../../infra/build/unused-code.ts';
import { environmentSchema } from '../../shared/kernel/environment.ts';
import { bundleBudget } from '../support/bundle-budget.ts';
import { assembly, metafile, ofType, type Properties } from './assembly.ts';

type Output = (typeof metafile.outputs)[string];

const outputs = Object.entries(metafile.outputs).map(([file, output]) => ({
  name: file.split('/').at(-2) ?? '',
  output,
}));
const uses = ({ inputs }: Output, part: string) => Object.keys(inputs).some((file) => file.includes(part));

type Named = { readonly Key: string; readonly Value: string };

/** The names of the variables that the template gives to a bundle's function. */
const given = new Map(
  ofType(assembly.dev, 'AWS::Lambda::Function').map(({ properties }) => [
    (properties.Tags as Named[]).find(({ Key }) => Key === 'bundle')?.Value,
    Object.keys((properties.Environment as { Variables: Properties }).Variables),
  ]),
);

const sample: Record<string, string> = {
  DATA_KEY: Buffer.alloc(32).toString('base64'),
  RULES: '{}',
  ALLOW_LOOPBACK: 'no',
  SETTLEMENT_ACCOUNTS: 'none',
};
const lambda = { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const sampleOf = (variable: string) => sample[variable] ?? `https://example.com/${'0'.repeat(32)}`;

describe('bundles', () => {
  it.each(outputs)('$name keeps its budget', ({ name, output }) => {
    expect(output.bytes).toBeLessThanOrEqual(bundleBudget(name, Object.keys(output.inputs)));
  });

  it.each(outputs)('$name takes credentials from its environment only', ({ output }) => {
    for (const part of [
      'credential-provider-sso',
      'credential-provider-ini',
      'credential-provider-process',
      'nested-clients',
    ])
      expect(uses(output, `@aws-sdk/${part}`), part).toBe(false);
  });

  it.each(outputs)('$name starts with what the template gives it, and exports a handler', ({ name }) => {
    const file = join(projectRoot, 'dist/functions', name, 'index.js');
    const env = {
      ...lambda,
      ...Object.fromEntries((given.get(name) ?? []).map((variable) => [variable, sampleOf(variable)])),
    };
    const script = `console.log(typeof require(${JSON.stringify(file)}).handler)`;
    expect(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' })).toBe('function\n');
  });

  it.each(outputs)(
    '$name gets every variable without a value of its own that its handler asks for',
    ({ name }) => {
      const source = readFileSync(join(projectRoot, entryPoints()[name] ?? ''), 'utf8');
      const lists = [...source.matchAll(/environment\(\[([^\]]*)\]/g)].map(([, names = '']) => names);
      const schema: Readonly<Record<string, { readonly byDefault?: string }>> = environmentSchema;
      for (const [, variable = ''] of lists.join().matchAll(/'(\w+)'/g)) {
        expect(schema).toHaveProperty(variable);
        if (schema[variable]?.byDefault === undefined) expect(given.get(name)).toContain(variable);
      }
    },
  );
});

describe('permissions', () => {
  const policies = ofType(assembly.dev, 'AWS::IAM::Policy').map(({ properties }) => properties);
  const functions = ofType(assembly.dev, 'AWS::Lambda::Function').map(({ properties }) => properties);

  it.each(outputs)('let $name query the indexes that its code names', ({ name, output }) => {
    const own = Object.keys(output.inputs).filter(
      (file) => /^(shared|functions)\//.test(file) && output.inputs[file]?.bytesInOutput,
    );
    const named = own.flatMap((file) =>
      [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/index: '(\w+)'/g)].map(
        ([, index]) => index,
      ),
    );
    const fn = functions.find(({ Tags }) =>
      (Tags as Named[]).some(({ Key, Value }) => Key === 'bundle' && Value === name),
    );
    const role = (fn?.Role as { 'Fn::GetAtt': string[] } | undefined)?.['Fn::GetAtt'][0];
    const granted = JSON.stringify(
      policies.filter(({ Roles }) => JSON.stringify(Roles).includes(`"${role}"`)),
    );
    for (const index of named) expect(granted).toContain(`/index/${index}"`);
  });
});

describe('leaving unused schemas out', () => {
  it('wraps whole statements and leaves all else alone', () => {
    const source = [
      "import * as z from 'zod';",
      "export const Status = z.enum(['a']);",
      'const View = z.object({',
      '  at: z.string(),',
      '});',
      'export const Text = z',
      '  .string();',
      'export const size = 3;',
    ].join('\n');
    expect(wrapSchemas(source)).toContain("export const Status = /* @__PURE__ */ (() => z.enum(['a']))();");
    expect(wrapSchemas(source)).toContain(
      'const View = /* @__PURE__ */ (() => z.object({\n  at: z.string(),\n}))();',
    );
    expect(wrapSchemas(source)).toContain('export const size = 3;');
  });
});
