import * as z from 'zod';
import { httpFunction } from '../../functions/runtime/http/http.ts';
import { userOf } from '../../shared/kernel/actor.ts';
import { defineContract } from '../../shared/kernel/contract.ts';
import { defineErrors } from '../../shared/kernel/errors.ts';
import { defineEvents, happened } from '../../shared/kernel/events/define-events.ts';
import { whole } from '../../shared/kernel/events/shape.ts';
import type { UseCase } from '../../shared/kernel/use-case.ts';
import { rule } from '../../shared/kernel/validation.ts';
import { defineEntity } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { type EventOptions, httpEvent, invoke } from '../support/http-event.ts';

type Counter = {
  readonly counterId: string;
  readonly ownerId: string;
  readonly value: number;
  readonly version: number;
};
const counterEvents = defineEvents({
  added: { name: 'counter.added', payload: { by: whole } },
  opened: { name: 'counter.opened', payload: {} },
});

export const counters = defineEntity<Counter, string>({
  type: 'counter',
  keyOf: (id) => ({ pk: id, sk: 'counter' }),
  idOf: ({ counterId }) => counterId,
});
const errors = defineErrors('counter', { full: { status: 409, zh: '已满。', en: 'It is full.' } });

export const contract = defineContract({
  add: {
    method: 'POST',
    path: '/v1/counters/{counterId}/additions',
    summary: { zh: '加', en: 'Add' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject({
      counterId: z.string(),
      by: z.int().min(1).max(100),
      note: z
        .string()
        .max(5)
        .refine((note) => note !== 'bad', rule('nice', '不要这样。', 'Be nice.'))
        .optional(),
    }),
    output: z.object({ value: z.int() }),
    status: 201,
    errors: [errors.full],
  },
  open: {
    method: 'POST',
    path: '/v1/counters',
    summary: { zh: '建', en: 'Make' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject({}),
    output: z.object({ counterId: z.string() }),
    status: 201,
    errors: [],
  },
  show: {
    method: 'GET',
    path: '/v1/counters/{counterId}',
    summary: { zh: '看', en: 'Show' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ counterId: z.string() }),
    output: z.object({ counterId: z.string() }),
    errors: [],
  },
  name: {
    method: 'POST',
    path: '/v1/counters/{counterId}/names',
    summary: { zh: '命名', en: 'Name' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ counterId: z.string(), name: z.string().optional() }),
    output: z.object({ name: z.string().optional() }),
    errors: [],
  },
  pay: {
    method: 'POST',
    path: '/v1/counters/{counterId}/payments',
    summary: { zh: '付', en: 'Pay' },
    auth: 'buyer',
    idempotency: 'required',
    input: z.strictObject({ counterId: z.string() }),
    output: z.object({}),
    errors: [],
  },
});

const add: UseCase<typeof contract.add, { table: Table }> = async ({ input, actor }, { table }) => {
  const before = await counters.get(table, input.counterId);
  const value = (before?.value ?? 0) + input.by;
  if (value > 1000) throw errors.full();
  const after = {
    counterId: input.counterId,
    ownerId: userOf(actor).userId,
    value,
    version: before?.version ?? 1,
  };
  const event = happened(counterEvents.added, { by: input.by });
  return {
    answer: { value },
    changes: [before ? counters.save(before, after, event) : counters.create(after, event)],
  };
};
const open: UseCase<typeof contract.open, { table: Table }> = async ({ actor, newId }) => {
  const counterId = newId('cnt');
  const made = { counterId, ownerId: userOf(actor).userId, value: 0, version: 1 };
  return { answer: { counterId }, changes: [counters.create(made, happened(counterEvents.opened, {}))] };
};
const show: UseCase<typeof contract.show, { table: Table }> = async ({ input }) => ({ answer: input });
const name: UseCase<typeof contract.name, { table: Table }> = async ({ input }) => ({
  answer: { name: input.name },
});
const pay: UseCase<typeof contract.pay, { table: Table }> = async () => {
  throw new Error('secret 4111111111111111');
};

export const caller = { userId: 'usr_1' };

/** A function of counters on this table, and the call that adds to the first of them. */
export function countersFunction(table: Table) {
  const handler: unknown = httpFunction(
    contract,
    { add, open, show, name, pay },
    { table, sellerOfUser: async () => undefined, deps: { table } },
  );
  const call = (input: Record<string, unknown>, options: EventOptions = {}) =>
    invoke(handler, httpEvent(contract.add, { counterId: 'c1', ...input }, { caller, ...options }));
  return { handler, call };
}
