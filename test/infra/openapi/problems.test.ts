import { describe, expect, it } from 'vitest';
import { authorize } from '../../../functions/runtime/http/actor.ts';
import { inputOf } from '../../../functions/runtime/http/request.ts';
import { openApiDocument } from '../../../infra/build/openapi/document.ts';
import { requestIdExample } from '../../../infra/build/openapi/headers.ts';
import { problemName } from '../../../infra/build/openapi/problems/problem-schemas.ts';
import { saidBy, saidCodes } from '../../../infra/build/openapi/problems/said.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { Contract, Operation } from '../../../shared/kernel/contract.ts';
import { type AppError, kernelErrors } from '../../../shared/kernel/errors.ts';
import { become } from '../../../shared/kernel/lifecycle.ts';
import { limitReached } from '../../../shared/kernel/limits.ts';
import { ProblemView } from '../../../shared/kernel/views/problem.ts';
import { gatewayErrors } from '../../../shared/metering/errors.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { orderErrors } from '../../../shared/orders/errors.ts';
import { orderLifecycle } from '../../../shared/orders/order/order.ts';
import { ruleDefaults } from '../../../shared/rules.ts';
import { httpEvent } from '../../support/http-event.ts';

type Reference = { readonly $ref: string };
type Body = {
  readonly schema: Reference & {
    readonly discriminator?: { readonly mapping: Readonly<Record<string, string>> };
  };
  readonly examples: Readonly<Record<string, Reference>>;
};
type Answer = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: { readonly 'application/problem+json'?: Body };
};
type Described = { readonly responses: Readonly<Record<string, Answer & Reference>> };

const document = openApiDocument();
const components = document.components as unknown as {
  readonly responses: Readonly<Record<string, Answer>>;
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
};
const last = ($ref: string): string => $ref.split('/').at(-1) ?? '';
const operations = Object.values(contracts).flatMap((contract: Contract) => Object.entries(contract));

/** An operation's refusals by status. */
function refusalsOf({ method, path }: Operation): { status: number; answer: Answer; body: Body }[] {
  const described = document.paths[path]?.[method.toLowerCase()] as Described | undefined;
  return Object.entries(described?.responses ?? {}).flatMap(([status, own]) => {
    const answer = own.$ref ? components.responses[last(own.$ref)] : own;
    const body = answer?.content?.['application/problem+json'];
    return answer && body ? [{ status: Number(status), answer, body }] : [];
  });
}

const codesIn = ({ description }: Answer): string[] =>
  [...description.matchAll(/`([a-z_]+\.[a-z0-9_]+)`/g)].map(([, code]) => code ?? '');

const exampleOf = (body: Body, name: string) =>
  ProblemView.strict().parse(components.examples[last(body.examples[name]?.$ref ?? '')]?.value);

describe('the errors in the OpenAPI document', () => {
  it.each(operations)('of %s each have an example in both languages', (_name, operation) => {
    const refusals = refusalsOf(operation);

    expect(refusals.length).toBeGreaterThan(0);
    for (const { status, answer, body } of refusals) {
      const codes = codesIn(answer);
      expect(Object.keys(body.examples)).toEqual(codes.flatMap((code) => [`${code}.zh`, `${code}.en`]));
      for (const code of codes) {
        const [zh, en] = [exampleOf(body, `${code}.zh`), exampleOf(body, `${code}.en`)];
        for (const example of [zh, en])
          expect(example).toMatchObject({ code, status, instance: `urn:yunshi:request:${requestIdExample}` });
        expect(zh.title).toMatch(/\p{Script=Han}/u);
        expect(en.title).toMatch(/[a-z]{2} [a-z]/);
        for (const { title } of [zh, en]) expect(title).not.toMatch(/\{\w+\}/);
      }
    }
  });

  it('stand once each, and nothing is said of one that is not there', () => {
    const known = Object.keys(components.examples);
    const used = operations.flatMap(([, operation]) =>
      refusalsOf(operation).flatMap(({ body }) => Object.values(body.examples).map(({ $ref }) => last($ref))),
    );
    const unused = known.filter((name) => !used.includes(name) && !name.startsWith('gateway.'));

    expect(unused).toEqual([]);
    expect(saidCodes.filter((code) => !known.includes(`${code}.zh`))).toEqual([]);
  });

  it('name and type what has a place in their sentences, so that nobody has to read it out of them', () => {
    const rows = [...operations.flatMap(([, { errors }]) => errors), ...Object.values(gatewayErrors)];
    const wrong = rows.flatMap(({ code, zh, en }) => {
      const [, own] = document.components.schemas[problemName(code)]?.allOf ?? [];
      const { required = [] } = own?.properties?.params ?? {};
      const places = [zh, en].map((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      const same = places.every((names) => String(names) === String([...required].sort()));
      return same ? [] : [code];
    });

    expect(wrong).toEqual([]);
  });

  it('declare the header of a repeat exactly where a refusal is kept for its key', () => {
    const retryable = (body: Body, code: string) => exampleOf(body, `${code}.en`).retryable;
    const kept = operations.flatMap(([name, operation]) =>
      refusalsOf(operation)
        .filter(({ answer }) => Object.hasOwn(answer.headers ?? {}, 'Idempotency-Replayed'))
        .map(({ status }) => `${name} ${status}`),
    );
    const expected = operations.flatMap(([name, operation]) =>
      refusalsOf(operation)
        .filter(
          ({ status, answer, body }) =>
            operation.idempotency === 'required' &&
            status === 409 &&
            codesIn(answer).some((code) => !retryable(body, code)),
        )
        .map(({ status }) => `${name} ${status}`),
    );

    expect(kept).toEqual(expected);
    expect(kept).toContain('placeOrder 409');
  });
});

async function thrownBy(act: () => unknown): Promise<AppError> {
  try {
    await act();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('nothing was refused');
}

describe('what an example of an error says beside its sentence', () => {
  const caller = { userId: 'usr_1' };
  const order = (body: string) => ({ ...httpEvent(ordersContract.placeOrder, {}, { caller }), body });

  it.each([
    [
      'a role that is needed',
      () =>
        authorize(
          'seller',
          httpEvent(ordersContract.listSellerOrders, {}, { caller }),
          async () => undefined,
        ),
    ],
    ['a place in a body', () => inputOf(ordersContract.placeOrder, order('{"productId": 1,\n}'))],
    ['a size', () => inputOf(ordersContract.placeOrder, order(' '.repeat(100_000)))],
    ['a field', () => inputOf(ordersContract.placeOrder, order('{}'))],
    [
      'a limit',
      () => {
        throw limitReached({
          limit: ruleDefaults.apis.limits.groups,
          subject: 'user:usr_1',
          now: new Date(),
        });
      },
    ],
    [
      'a step of a life cycle',
      () => become(orderLifecycle, { status: 'cancelled' }, 'paid', orderErrors.order_state),
    ],
  ])('has the names that a refusal for %s has', async (_what, act) => {
    const { spec, extras } = await thrownBy(act);
    const said = saidBy(spec);

    expect(Object.keys(said.params ?? {})).toEqual(Object.keys(extras.params ?? {}));
    expect(said.fields === undefined).toBe(extras.fields === undefined);
  });

  it('is the very sentence of who may not do it', async () => {
    const event = httpEvent(ordersContract.listSellerOrders, {}, { caller });
    const { extras } = await thrownBy(() => authorize('seller', event, async () => undefined));

    expect(saidBy(kernelErrors.forbidden)).toEqual({ params: extras.params });
  });
});
