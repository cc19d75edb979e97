import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { admit } from '../../demo/acts/admit.ts';
import { apply } from '../../demo/acts/apply.ts';
import type { Person } from '../../demo/client.ts';
import { apiGroupsContract } from '../../shared/apis/groups/contract.ts';
import { contracts } from '../../shared/contracts.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { inputInQuery, type Operation, pathParameters, routeKey } from '../../shared/kernel/contract.ts';
import { watchContracts } from '../support/contract-breaches.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import { hostileAddresses } from '../unit/outside/hostile-addresses.ts';

const operations: Operation[] = Object.values(contracts).flatMap((contract) =>
  Object.values<Operation>(contract),
);
const contractWatch = watchContracts();
let marketplace: Marketplace;

beforeAll(async () => {
  marketplace = await startMarketplace({ onCall: contractWatch.onCall });
  const { applicationId } = await apply(marketplace.world);
  await admit(marketplace.world, applicationId);
}, 120_000);
afterAll(() => marketplace?.stop());

const deep = (levels: number): unknown =>
  Array.from({ length: levels }).reduce((inner) => [inner], 1 as unknown);
const hostileValues: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '\u0000',
  '\uD800',
  '\uFFFF\u202E',
  '../../etc/passwd',
  "'; DROP TABLE--",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '#'.repeat(3000),
  '云'.repeat(20_000),
  [],
  [null],
  deep(500),
  {},
  { length: 1e9 },
  { ['__proto__']: { admin: true }, constructor: { prototype: {} } },
];

type Schema = {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};
const fieldsOf = (schema: Schema): string[] => [
  ...new Set([
    ...Object.keys(schema.properties ?? {}),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(fieldsOf),
  ]),
];

const personFor = ({ auth }: Operation): Person => {
  const { anybody, seller, buyer, operator } = marketplace.everybody;
  return { public: anybody, user: buyer, buyer, seller, operator }[auth];
};

test.each(operations.map((operation) => [routeKey(operation), operation] as const))(
  '%s answers hostile input with a problem, never with a failure',
  async (_route, operation) => {
    const person = personFor(operation);
    const inPath = pathParameters(operation.path);
    const fields = fieldsOf(
      z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Schema,
    );
    const somewhere = Object.fromEntries(inPath.map((name) => [name, 'x']));
    const inputs = [
      somewhere,
      ...fields.flatMap((field) => hostileValues.map((value) => ({ ...somewhere, [field]: value }))),
    ];
    const failures: unknown[] = [];
    for (const input of inputs) {
      // Addresses have a limit of their own, which the API's server answers for.
      const inAddress = Object.entries(input).filter(
        ([name]) => inPath.includes(name) || inputInQuery(operation),
      );
      const shortened = Object.fromEntries(
        inAddress.map(([name, value]) => [name, String(value).toWellFormed().slice(0, 300) || ' ']),
      );
      const { status, body } = await person.send(operation, { ...input, ...shortened });
      if (status >= 500) failures.push({ input: JSON.stringify(input).slice(0, 100), status, body });
    }
    expect(failures).toEqual([]);
  },
  120_000,
);

describe('an address that must not be called', () => {
  const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/;
  const addresses = hostileAddresses.filter((address) => !loopback.test(address));

  test('is refused when it is saved, with the field named, whatever it is for', async () => {
    expect(addresses.length).toBeGreaterThanOrEqual(30);
    const { seller } = marketplace.everybody;
    for (const url of addresses) {
      const endpoint = await seller.refused(
        fulfilmentContract.createEndpoint,
        { name: '地址', url },
        'request.invalid',
      );
      expect({ url, pointer: endpoint.errors?.[0]?.pointer }).toEqual({ url, pointer: '/url' });
      const group = await seller.refused(
        apiGroupsContract.createApiGroup,
        { name: '地址', prefix: 'hostile', backendUrl: url },
        'request.invalid',
      );
      expect({ url, pointer: group.errors?.[0]?.pointer }).toEqual({ url, pointer: '/backendUrl' });
    }
    expect((await seller.call(fulfilmentContract.listEndpoints, {})).items).toEqual([]);
    expect((await seller.call(apiGroupsContract.listApiGroups, {})).items).toEqual([]);
  });
});

test('every answer and every error was one that its contract names', () => {
  expect([...new Set(contractWatch.breaches)]).toEqual([]);
});

test('no function failed in all of this', () => {
  expect(marketplace.errors).toEqual([]);
});
