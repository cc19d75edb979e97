import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultImportLimits } from '../../../../shared/apis/openapi-import/api.ts';
import { importOpenApi } from '../../../../shared/apis/openapi-import/import-openapi.ts';
import { documentOf, imported, refusals } from './documents.ts';

/** Far more than any of these documents takes, far less than what each took, or would take, without its bound. */
const mostCpuSeconds = 10;

/** The codes that a document is answered with. */
function codesOf(text: string): string[] {
  const before = process.cpuUsage();
  const result = importOpenApi(text);
  const { user } = process.cpuUsage(before);
  expect(user / 1_000_000).toBeLessThan(mostCpuSeconds);
  const told = result.ok ? [...result.skipped, ...result.warnings] : result.problems;
  expect(told.length).toBeLessThanOrEqual(2 * defaultImportLimits.problems);
  return [...new Set(told.map(({ code }) => code))];
}

const operations = (count: number, operation: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => `  /p${place}: { get: ${operation(place)} }`).join('\n');

describe('a hostile document ends soon, with a clear answer: references and branches', () => {
  test('one long reference, used by aliases as parameters of every operation', () => {
    const reference = `x: &r { $ref: "#${'/a'.repeat(200_000)}" }`;
    const uses = `{ parameters: [${Array(60).fill('*r').join(', ')}] }`;
    expect(codesOf(`openapi: 3.0.0\n${reference}\npaths:\n${operations(100, () => uses)}`)).toEqual([
      'reference_too_long',
    ]);
  });

  test('many references that lead nowhere', () => {
    const parameters = (place: number) =>
      Array.from({ length: 60 }, (_, at) => `{ $ref: "#/x/${place}/${at}" }`);
    const text = `openapi: 3.0.0\npaths:\n${operations(400, (place) => `{ parameters: [${parameters(place).join(', ')}] }`)}`;
    expect(codesOf(text)).toEqual(['reference_missing']);
  });

  test('schemas that refer to each other in every property', () => {
    const names = Array.from({ length: 40 }, (_, place) => `s${place}`);
    const properties = Object.fromEntries(
      names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
    );
    const schemas = Object.fromEntries(names.map((name) => [name, { properties }]));
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/s0' } } };
    const operation = { requestBody: { content }, responses: { 200: { content } } };
    const paths = Object.fromEntries(
      Array.from({ length: 500 }, (_, place) => [`/p${place}`, { post: operation }]),
    );
    expect(codesOf(documentOf(paths, { components: { schemas } }))).toEqual([]);
  });

  test('branches of allOf that unfold without end', () => {
    const all = { allOf: Array.from({ length: 100 }, () => ({ $ref: '#/components/schemas/all' })) };
    const content = { 'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/all' } } };
    expect(
      codesOf(
        documentOf({ '/a': { post: { requestBody: { content } } } }, { components: { schemas: { all } } }),
      ),
    ).toEqual(['document_too_complex']);
  });

  test('a list of required fields, used by branches of allOf that unfold without end', () => {
    const required = Array.from({ length: 1_000 }, (_, place) => `r${place}`);
    const all = {
      allOf: Array.from({ length: 240 }, () => ({ $ref: '#/components/schemas/all' })),
      required,
    };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/all' } } };
    expect(
      codesOf(
        documentOf({ '/a': { post: { requestBody: { content } } } }, { components: { schemas: { all } } }),
      ),
    ).toEqual(['document_too_complex']);
  });
});

describe('a hostile document ends soon, with a clear answer: parts that many operations use', () => {
  test('one path item with the same operation ids, used by tens of thousands of paths', () => {
    const same = {
      get: { operationId: 'same' },
      post: { operationId: 'same' },
      put: { operationId: 'same' },
    };
    const paths = Object.fromEntries(
      Array.from({ length: 30_000 }, (_, place) => [`/${place}`, { $ref: '#/x-same' }]),
    );
    const text = documentOf(paths, { 'x-same': same });
    expect(codesOf(text)).toEqual(['duplicate_operation_id', 'operations_left_out']);
    const { apis, skippedCount } = imported(text);
    expect(apis.length + skippedCount).toBeLessThan(defaultImportLimits.operations + 3);
  });

  test('one large example, shown by every operation', () => {
    const example = Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'a text of some length' }));
    const responses = { 200: { $ref: '#/components/responses/all' } };
    const parameters = [{ $ref: '#/components/parameters/all' }];
    const paths = Object.fromEntries(
      Array.from({ length: 500 }, (_, place) => [`/p${place}`, { get: { parameters, responses } }]),
    );
    const components = {
      responses: { all: { content: { 'application/json': { example } } } },
      parameters: {
        all: {
          name: 'q',
          in: 'query',
          example: { $ref: '#/components/responses/all/content/application~1json/example' },
        },
      },
    };
    expect(codesOf(documentOf(paths, { components }))).toEqual([]);
  });

  test('an object of many members, and a text of many spaces, used by every operation', () => {
    const many = Object.fromEntries(Array.from({ length: 40_000 }, (_, place) => [`m${place}`, 1]));
    const parameters = [{ name: 'q', in: 'query', schema: { $ref: '#/components/schemas/many' } }];
    const content = { $ref: '#/components/schemas/many/properties' };
    const description = ' '.repeat(100_000);
    const paths = Object.fromEntries(
      Array.from({ length: 500 }, (_, place) => [
        `/p${place}`,
        { $ref: `#/components/pathItems/all`, 'x-place': place },
      ]),
    );
    const all = {
      post: { description, parameters, requestBody: { content }, responses: { 200: { content } } },
    };
    const components = { schemas: { many: { properties: many, example: many } }, pathItems: { all } };
    expect(codesOf(documentOf(paths, { components }))).toEqual(['body_left_out']);
  });
});

describe('a hostile document ends soon, with a clear answer: signs, aliases and depth', () => {
  test.each([
    ['brackets', '['],
    ['braces', '{"a":'],
    ['dashes', '- '],
    ['question marks', '? '],
    ['quotes', '"\\"'],
    ['comments', '{//'],
    ['anchors', '&a '],
    ['colons', 'a: '],
    ['line breaks', '\n'],
    ['block texts', '|\n'],
  ])('a megabyte of %s', (_, sign) => {
    const text = sign.repeat(Math.floor(defaultImportLimits.textBytes / sign.length));
    expect(codesOf(text)).toHaveLength(1);
    expect(codesOf(`{"openapi": "3.0.0", "x": ${text}`.slice(0, defaultImportLimits.textBytes))).toHaveLength(
      1,
    );
  });

  test('alias bombs, endless aliases, merge bombs and deep nesting', () => {
    const nested = (reference: (before: string) => string) =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `a${n}: &a${n} ${reference(`*a${n - 1}`)}`).join('\n');
    const bomb = `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${nested((before) => `[${Array(10).fill(before).join(',')}]`)}`;
    expect(codesOf(`openapi: 3.0.0\n${bomb}`)).toEqual(['document_alias_bomb']);
    expect(codesOf('openapi: 3.0.0\na: &a [*a]')).toHaveLength(1);
    expect(codesOf(`openapi: 3.0.0\na: &a [${'1,'.repeat(300_000)} *a]`)).toEqual(['document_alias_bomb']);
    const wide = Array.from({ length: 2_000 }, (_, place) => `k${place}: 1`).join(', ');
    const merges = Array.from({ length: 1_000 }, (_, place) => `m${place}: { <<: *w }`).join('\n');
    expect(codesOf(`openapi: 3.0.0\nw: &w { ${wide} }\n${merges}`)).toEqual(['document_syntax']);
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const)
      expect(
        refusals(`{"openapi":"3.0.0","x":${open.repeat(5_000)}1${close.repeat(5_000)},"paths":{}}`),
      ).toEqual(['document_too_deep ']);
  });
});

const word = fc.constantFrom(
  '$ref',
  'parameters',
  'schema',
  'content',
  'allOf',
  'properties',
  'get',
  'in',
  'name',
  '200',
  'responses',
  'x',
);
const leaf = fc.constantFrom<unknown>(
  '#/paths',
  '#/paths/~1a',
  '#/x/0',
  '#/%',
  'path',
  'q',
  1,
  null,
  true,
  '',
  '\ud800',
  'a.yml',
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 5 }),
  ),
}));

test('any document gets an answer: APIs that are fit to be stored, or reasons in both languages', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('/a', '/a/{x}', '/b/', 'c'), tree), tree, (paths, x) => {
      const result = importOpenApi(documentOf(paths, { x }));
      const told = result.ok ? [...result.skipped, ...result.warnings] : result.problems;
      for (const { code, zh, en } of told)
        expect([code, zh, en].every((text) => text.length > 0 && text.isWellFormed())).toBe(true);
      expect(result.ok ? result.apis.length : result.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
