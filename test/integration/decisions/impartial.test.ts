import { describe, expect, test } from 'vitest';
import { decide as decideCall } from '../../../functions/runtime/decide.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import type { Operation } from '../../../shared/kernel/contract.ts';
import type { Call, UseCase } from '../../../shared/kernel/use-case.ts';
import { operatorActor } from '../../support/run-use-case.ts';
import { makeTable } from '../../support/table.ts';
import { matters } from './matters.ts';

const operations = Object.values(contracts).flatMap((contract) => Object.entries<Operation>(contract));
const takesDecision = ({ auth, path, input }: Operation) =>
  path.endsWith('/decisions') ||
  (auth === 'operator' && 'decision' in ((input as { shape?: Record<string, unknown> }).shape ?? {}));
const decisions = operations.filter(([, operation]) => takesDecision(operation)).map(([name]) => name);

test('every decision of operators, and every claim on one, is marked as one; decisions are tried here, claims beside this', () => {
  const marked = operations.filter(([, { decides }]) => decides).map(([name]) => name);
  expect(marked.toSorted()).toEqual([...decisions, 'claimCase'].toSorted());
  expect(Object.keys(matters).toSorted()).toEqual(decisions.toSorted());
});

describe.each(decisions)('%s', (name) => {
  test('is made by nobody who is involved, in whatever way, and then by somebody else', async () => {
    const { involved, decide } = await (matters[name] as (typeof matters)[string])(await makeTable());
    for (const [who, them] of Object.entries(involved)) {
      const refused = decide({ ...(operatorActor as UserActor), ...them });
      await expect(refused, who).rejects.toMatchObject({ spec: { code: 'request.involved', status: 403 } });
    }
    await decide(operatorActor as UserActor);
  });
});

test.each<[string, Awaited<ReturnType<UseCase<Operation, undefined>>>]>([
  ['does not say whom it is about', { answer: {} }],
  ['is about nobody', { answer: {}, concerns: { legalIdentity: 'legal_1' } }],
])('a decision that %s decides nothing', async (_what, decided) => {
  const forgetful: UseCase<Operation, undefined> = async () => decided;
  const operation = { ...contracts.identity.decideVerification } as Operation;
  const call = { actor: operatorActor } as Call<Operation>;
  await expect(
    decideCall(operation, forgetful, call, { deps: undefined, sellerOfUser: async () => undefined }),
  ).rejects.toThrow(/a decision must .* concerns/);
});
