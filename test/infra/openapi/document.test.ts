import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/build/bundle-functions.ts';
import { openApiDocument } from '../../../infra/build/openapi/document.ts';
import { madeDocuments, openApiFile, openApiText } from '../../../infra/build/openapi/write.ts';
import { contracts } from '../../../shared/contracts.ts';
import { type Contract, pathParameters } from '../../../shared/kernel/contract.ts';

type OperationObject = {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly { readonly name?: string; readonly in?: string; readonly $ref?: string }[];
  readonly responses: Readonly<Record<string, ResponseObject>>;
};
type ResponseObject = {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly $ref?: string;
};

const document = openApiDocument();
const shared = document.components.responses as Readonly<Record<string, ResponseObject>>;
const operations = Object.values(contracts).flatMap((contract: Contract) => Object.entries(contract));
const described = ({ method, path }: { method: string; path: string }) =>
  document.paths[path]?.[method.toLowerCase()] as OperationObject | undefined;

describe('the OpenAPI document', () => {
  it.each(Object.entries(madeDocuments).map(([file, text]) => ({ file, name: basename(file), text })))(
    'is the one that the code makes now, as $name (npm run openapi)',
    ({ file, text }) => {
      expect(readFileSync(file, 'utf8') === text()).toBe(true);
    },
  );

  it('passes the recommended rules of redocly lint without a warning', () => {
    const lint = join(projectRoot, 'node_modules/@redocly/cli/bin/cli.js');
    const run = () =>
      execFileSync(
        process.execPath,
        [lint, 'lint', openApiFile, '--extends', 'recommended-strict', '--max-problems', '20'],
        {
          cwd: projectRoot,
          encoding: 'utf8',
          stdio: 'pipe',
          env: { PATH: process.env.PATH, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        },
      );
    expect(run).not.toThrow();
  });

  it('describes every operation under a name of its own, in both languages', () => {
    expect(new Set(operations.map(([name]) => name)).size).toBe(operations.length);
    for (const [name, operation] of operations) {
      expect(described(operation)?.operationId).toBe(name);
      expect(described(operation)?.summary).toBe(`${operation.summary.zh} / ${operation.summary.en}`);
    }
  });
});

describe('what the OpenAPI document says of an operation', () => {
  it('says who needs a token, which key is honoured, and every path parameter', () => {
    for (const [, operation] of operations) {
      const own = described(operation);
      expect(own?.security).toEqual(operation.auth === 'public' ? [] : [{ person: [] }]);
      const inPath = own?.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(inPath).toEqual(pathParameters(operation.path));
      const keys = own?.parameters.filter(({ $ref }) => $ref?.endsWith('IdempotencyKey')).length;
      expect(keys).toBe(operation.idempotency === 'no' ? 0 : 1);
    }
  });

  it('lists each error that an entry of the contract lists', () => {
    for (const [, operation] of operations)
      for (const { code, status } of operation.errors) {
        const response = described(operation)?.responses[String(status)];
        expect(response?.description).toContain(code);
      }
  });
});

describe('the headers, tags and bounds of the OpenAPI document', () => {
  it('declares the headers of successes: a repeat where a key is honoured, the path of what is made where it can be read', () => {
    for (const [name, operation] of operations) {
      const success = described(operation)?.responses[String(operation.status ?? 200)];
      expect(Object.hasOwn(success?.headers ?? {}, 'Idempotency-Replayed'), name).toBe(
        operation.idempotency !== 'no',
      );
    }
    const located = operations
      .filter(([, operation]) => described(operation)?.responses['201']?.headers?.Location)
      .map(([name]) => name);
    expect(located).toEqual(
      expect.arrayContaining([
        'createApplication',
        'createApiGroup',
        'createProduct',
        'placeOrder',
        'createEndpoint',
      ]),
    );
    expect(located).not.toContain('rotateSecret');
  });

  it('names its tags in both languages, and bounds neither times by patterns nor integers by what numbers can hold', () => {
    for (const tag of document.tags) expect(tag['x-displayName']).toMatch(/[\u4e00-\u9fff].* \/ \w/);
    const schemas: Record<string, unknown>[] = [];
    JSON.parse(openApiText(), (_key, value) => {
      if (typeof value === 'object' && value !== null) schemas.push(value);
      return value;
    });
    expect(schemas.filter(({ format, pattern }) => format === 'date-time' && pattern !== undefined)).toEqual(
      [],
    );
    expect(
      schemas.filter(({ minimum, maximum }) =>
        [minimum, maximum].some((bound) => Math.abs(Number(bound)) > 2 ** 52),
      ),
    ).toEqual([]);
  });

  it('declares the id of the request in every answer of an operation', () => {
    for (const [, operation] of operations)
      for (const [status, response] of Object.entries(described(operation)?.responses ?? {})) {
        const declared = response.$ref ? shared[response.$ref.split('/').at(-1) ?? ''] : response;
        // What API Gateway itself throttles, no function has seen.
        if (response.$ref !== '#/components/responses/Throttled')
          expect(declared?.headers, `${operation.path} ${status}`).toHaveProperty('Request-Id');
      }
  });
});
