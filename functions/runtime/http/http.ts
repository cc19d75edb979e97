import middy from '@middy/core';
import { type Contract, itemOf, type Operation, routeKey } from '../../../shared/kernel/contract.ts';
import { kernelErrors } from '../../../shared/kernel/errors.ts';
import { idsAt } from '../../../shared/kernel/ids.ts';
import type { Call, UseCase } from '../../../shared/kernel/use-case.ts';
import type { Table } from '../../../shared/table/table.ts';
import { isConflict } from '../../../shared/table/transaction.ts';
import { decideAndCommit } from '../commit-work.ts';
import { decide } from '../decide.ts';
import { authorize, type SellerOfUser } from './actor.ts';
import { addressAt } from './address-at.ts';
import { answerErrors, logRequests } from './http-middlewares.ts';
import { claimOf, firstAnswer, recordOf } from './idempotency.ts';
import { etagOf, overSeen } from './locks.ts';
import { type HttpAnswer, languageOf, ownHeaders } from './problem.ts';
import { type HttpEvent, inputOf } from './request.ts';

/** One use case for every entry of the contract, no more, no fewer. */
export type UseCases<C extends Contract, D> = { readonly [K in keyof C]: UseCase<C[K], D> };

/** What every HTTP function works with. `deps` is handed to the use cases. */
export type HttpRoot<D> = { readonly table: Table; readonly sellerOfUser: SellerOfUser; readonly deps: D };

type AnyUseCase<D> = UseCase<Operation, D>;
type Route<D> = {
  readonly name: string;
  readonly operation: Operation;
  readonly useCase: AnyUseCase<D>;
  /** field of the answer that names what was made, where that can be read again one segment below */
  readonly madeId?: string;
};

/** The Lambda handler of one context: parse, authorize, decide, commit, answer. */
export function httpFunction<C extends Contract, D>(
  contract: C,
  useCases: UseCases<C, D>,
  root: HttpRoot<D>,
) {
  const routes = new Map<string, Route<D>>(
    Object.entries(contract).map(([name, operation]) => [
      routeKey(operation),
      {
        name,
        operation,
        useCase: useCases[name as keyof C] as unknown as AnyUseCase<D>,
        madeId: itemOf(contract, operation)?.id,
      },
    ]),
  );
  return middy()
    .use(logRequests())
    .use(answerErrors())
    .handler(async (event: HttpEvent): Promise<HttpAnswer> => {
      const route = routes.get(event.routeKey);
      if (!route) throw kernelErrors.not_found();
      return answerRoute(route, event, root);
    });
}

async function answerRoute<D>(
  { name, operation, useCase, madeId }: Route<D>,
  event: HttpEvent,
  { table, sellerOfUser, deps }: HttpRoot<D>,
): Promise<HttpAnswer> {
  const now = new Date();
  const actor = await authorize(operation.auth, event, sellerOfUser);
  const { input, seen } = inputOf(operation, event);
  const claim = claimOf(event.headers['idempotency-key'], { name, operation, input, actor }, now);
  const { requestId, http, domainName } = event.requestContext;
  const call: Call<Operation> = {
    input: input as Call<Operation>['input'],
    actor,
    now,
    requestId,
    language: languageOf(event.headers['accept-language']),
    newId: idsAt(now),
    sourceAddress: http.sourceIp,
    apiUrl: addressAt(domainName),
  };
  const status = operation.status ?? 200;
  const locationOf = (answer: unknown) => location(event.rawPath, answer, madeId);
  try {
    const decision = await decideAndCommit(
      table,
      async () =>
        overSeen(await decide(operation, useCase, call, { deps, sellerOfUser }), { table, actor, seen }),
      ({ answer, replay }) => ({
        actor,
        now,
        requestId,
        idempotency: claim && recordOf(claim, status, replay ?? answer),
      }),
    );
    if (operation.produces) return fileAnswer(operation.produces, decision.answer);
    return jsonAnswer(status, decision.answer, locationOf(decision.answer));
  } catch (error) {
    const recorded =
      claim && (await firstAnswer(table, { operation, claim }, error, { actor, now, requestId }));
    if (recorded)
      return jsonAnswer(recorded.status, recorded.answer, {
        'idempotency-replayed': 'true',
        ...locationOf(recorded.answer),
      });
    if (claim && isConflict(error)) throw kernelErrors.idempotency_in_progress();
    throw error;
  }
}

/** Where what was made is read again. */
function location(path: string, answer: unknown, id: string | undefined): { location?: string } {
  const made = id === undefined ? undefined : (answer as Readonly<Record<string, unknown>> | null)?.[id];
  return typeof made === 'string' ? { location: `${path}/${encodeURIComponent(made)}` } : {};
}

const jsonAnswer = (
  statusCode: number,
  answer: unknown,
  headers: Record<string, string> = {},
): HttpAnswer => ({
  statusCode,
  headers: {
    ...headers,
    ...etagOf(answer),
    ...ownHeaders,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  },
  body: statusCode === 204 ? '' : JSON.stringify(answer),
});

/** A file operation's answer: `{ base64, fileName }`. */
function fileAnswer(contentType: string, answer: unknown): HttpAnswer {
  const { base64, fileName } = answer as { base64: string; fileName: string };
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  const headers = { ...ownHeaders, 'content-type': contentType, 'content-disposition': disposition };
  return { statusCode: 200, headers, body: base64, isBase64Encoded: true };
}
