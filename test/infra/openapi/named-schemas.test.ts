import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../../infra/build/openapi/document.ts';
import type { JsonSchema } from '../../../infra/build/openapi/json-schema.ts';
import { NamedSchemas } from '../../../infra/build/openapi/named-schemas.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { Contract, Operation } from '../../../shared/kernel/contract.ts';

type Media = Readonly<Record<string, { readonly schema: JsonSchema }>>;
type Described = {
  readonly requestBody?: { readonly content: Media };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Media }>>;
};

const document = openApiDocument();
const schemas: Readonly<Record<string, JsonSchema>> = document.components.schemas;
const responses = document.components.responses as unknown as Described['responses'];
const operations = Object.values(contracts).flatMap((contract: Contract) =>
  Object.entries(contract).map(([name, operation]) => ({ name, operation })),
);
const described = ({ method, path }: Operation) => document.paths[path]?.[method.toLowerCase()] as Described;

const json = (media: Media | undefined) => media?.['application/json']?.schema;
const isName = /^#\/components\/schemas\/[A-Z][A-Za-z0-9]+$/;

describe('the schemas of the OpenAPI document', () => {
  it.each(operations)('have a name for what $name takes and answers', ({ operation }) => {
    const { requestBody, responses } = described(operation);
    if (requestBody) expect(json(requestBody.content)?.$ref).toMatch(isName);
    if (operation.status === 204 || operation.produces) return;
    expect(json(responses[String(operation.status ?? 200)]?.content)?.$ref).toMatch(isName);
  });

  it('have a name for each error, which says its code', () => {
    for (const { operation } of operations)
      for (const [status, response] of Object.entries(described(operation).responses)) {
        if (Number(status) < 400) continue;
        const { content } = response.$ref
          ? (responses[response.$ref.split('/').at(-1) ?? ''] ?? {})
          : response;
        const problem = content?.['application/problem+json']?.schema;
        for (const { $ref } of problem?.oneOf ?? (problem ? [problem] : [])) {
          expect($ref).toMatch(isName);
          const named = schemas[$ref?.split('/').at(-1) ?? ''];
          expect(named?.allOf?.[1]?.properties?.code?.const).toBeTypeOf('string');
        }
      }
  });

  it('are all there that something refers to, and something refers to all that are there', () => {
    const referred = new Set<string>();
    JSON.parse(JSON.stringify(document), (key, value) => {
      if (key === '$ref' && isName.test(value)) referred.add(value.split('/').at(-1));
      return value;
    });
    expect([...referred].sort()).toEqual(Object.keys(schemas).sort());
  });

  it('never share a name: two that differ are refused', () => {
    const named = new NamedSchemas();
    named.add('Thing', { type: 'string' });
    expect(named.add('Thing', { type: 'string' })).toEqual({ $ref: '#/components/schemas/Thing' });
    expect(() => named.add('Thing', { type: 'integer' })).toThrow('two schemas are named Thing');
  });

  it('tell alternatives apart by the field that has one value each', () => {
    const named = new NamedSchemas();
    named.add('Cat', named.inline(z.object({ kind: z.literal('cat'), lives: z.int() })));
    named.add('Dog', named.inline(z.object({ kind: z.literal('dog') })));
    named.add('Pet', { oneOf: ['Cat', 'Dog'].map((name) => ({ $ref: `#/components/schemas/${name}` })) });
    expect(named.components.Pet?.discriminator).toEqual({
      propertyName: 'kind',
      mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
    });
  });
});
