import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pauseBeforeRetry } from '../../../shared/outside/aws/retry.ts';
import { ServiceError } from '../../../shared/outside/aws/service-error.ts';

const refusal = (status: number, type = 'Any') =>
  new ServiceError('GetItem', { status, text: JSON.stringify({ __type: `namespace#${type}` }) });
const broken = (code: string) => Object.assign(new Error(code), { code });
/** The longest pause before the second and the third attempt. */
const longest = (error: unknown) => [1, 2].map((made) => Math.round(pauseBeforeRetry(error, made, 1) ?? -1));

test.each([
  refusal(500),
  refusal(502),
  refusal(503),
  refusal(504),
  broken('ECONNRESET'),
  broken('ETIMEDOUT'),
  broken('ENOTFOUND'),
])('%s is to pass: two more attempts, each after a pause twice as long', (error) => {
  expect(longest(error)).toEqual([100, 200]);
});

test.each([
  refusal(400, 'ThrottlingException'),
  refusal(400, 'TransactionInProgressException'),
  refusal(429),
])('%s asks for less: the pauses are longer', (error) => {
  expect(longest(error)).toEqual([500, 1000]);
});

test.each([
  refusal(400, 'ConditionalCheckFailedException'),
  refusal(400, 'TransactionCanceledException'),
  refusal(400, 'TransactionConflictException'),
  refusal(400, 'ValidationException'),
  refusal(403, 'AccessDeniedException'),
  broken('CERT_HAS_EXPIRED'),
  new SyntaxError('Unexpected token'),
])('%s stays: no further attempt', (error) => {
  expect(longest(error)).toEqual([-1, -1]);
});

test('pauses are spread over their whole length, and there is none after the third attempt', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
      expect(pauseBeforeRetry(refusal(500), 1, random)).toBeCloseTo(random * 100, 9);
      expect(pauseBeforeRetry(refusal(500), 3, random)).toBeUndefined();
    }),
  );
});
