import type * as z from 'zod';
import type { ErrorSpec, Text } from './errors.ts';

/**
 * Who may call: `public` anybody · `user` anybody signed in · `buyer` anybody signed in but operators (who must not trade)
 * · `seller` a member of an admitted seller · `operator` a member of the operators' group.
 */
export type Auth = 'public' | 'user' | 'buyer' | 'seller' | 'operator';

/** `no` reads only or is naturally repeatable · `optional` honours an Idempotency-Key · `required` refuses to run without one. */
export type Idempotency = 'no' | 'optional' | 'required';

/**
 * Everything about one operation. Path parameters, the query (GET, DELETE) and the JSON body (POST, PUT, PATCH) make one
 * `input` object together; fields it does not name are refused.
 */
export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: Text;
  readonly auth: Auth;
  readonly idempotency: Idempotency;
  /** an operator's word on somebody's matter: its use case says whom it `concerns`, and nobody decides on itself */
  readonly decides?: true;
  /**
   * A save, a deletion or a withdrawal of what was seen: it names that version (`version` or `If-Match`), and where somebody has changed it
   * since it is refused. `required`: it must name one, for what it replaces or takes away is somebody's work · `optional`: it may.
   */
  readonly locks?: 'required' | 'optional';
  readonly input: I;
  readonly output: O;
  /** status of success; 200 unless said otherwise */
  readonly status?: 200 | 201 | 202 | 204;
  readonly errors: readonly ErrorSpec[];
  /** largest JSON body; 64 KiB unless said otherwise */
  readonly maxBodyBytes?: number;
  /** a file instead of JSON: the answer is `{ base64, fileName }` and goes out as these bytes */
  readonly produces?: 'application/pdf' | 'text/csv';
};

/**
 * Whether a refusal stays for its Idempotency-Key (`docs/rules/README.md`, "Rules that hold everywhere"): where money moves, and for a reason of
 * state. What the caller has to mend in the request, what passes by itself and what is our own fault is decided anew.
 */
export const staysForItsKey = (
  { idempotency }: Pick<Operation, 'idempotency'>,
  { status, retryable }: ErrorSpec,
): boolean => idempotency === 'required' && status === 409 && !retryable;

export type Contract = Readonly<Record<string, Operation>>;

export const defineContract = <const C extends Contract>(contract: C): C => contract;

export type Input<O extends Operation> = z.output<O['input']>;
export type Output<O extends Operation> = z.input<O['output']>;

/** `GET /v1/orders/{orderId}`: how the HTTP API names a route. */
export const routeKey = (operation: Operation): string => `${operation.method} ${operation.path}`;

/** Where what an operation makes is read again: the path one segment below, and the field of the answer that stands in it. */
export function itemOf(
  contract: Contract,
  { method, status, path }: Operation,
): { readonly path: string; readonly id: string } | undefined {
  if (method !== 'POST' || status !== 201) return undefined;
  const below = Object.values(contract).find(
    (other) =>
      other.method === 'GET' &&
      other.path.startsWith(`${path}/{`) &&
      !other.path.slice(path.length + 1).includes('/'),
  );
  return below && { path: below.path, id: below.path.slice(path.length + 2, -1) };
}

/** Names of the `{parameters}` in a path. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

/** True where what is not in the path comes in the query string. */
export const inputInQuery = (operation: Operation): boolean =>
  operation.method === 'GET' || operation.method === 'DELETE';
