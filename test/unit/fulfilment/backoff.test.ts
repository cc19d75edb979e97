import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotPauseSeconds } from '../../../shared/fulfilment/delivery/backoff.ts';
import { defaultFulfilmentRules as rules } from '../../../shared/fulfilment/rules.ts';

test('a message that finds no slot waits a few seconds at first, then a share of what it has waited, and not in step with others', () => {
  const random = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), random, (receives, at) => {
      const seconds = slotPauseSeconds(receives, rules, at);
      const before = Array.from({ length: receives - 1 }, (_, place) =>
        slotPauseSeconds(place + 1, rules, 0.5),
      );
      const waited = before.reduce((sum, one) => sum + one, 0);
      expect(seconds).toBeGreaterThanOrEqual(1.5);
      expect(seconds).toBeLessThan(1.5 * (3 + waited / 4) + 0.001);
      expect(seconds).toBeLessThan(12 * 3600);
    }),
  );
});

test('a backlog of two days leaves the receives that fourteen attempts need', () => {
  const pauses = Array.from({ length: 60 - rules.retry.attempts }, (_, place) =>
    slotPauseSeconds(place + 1, rules, 0.5),
  );
  expect(pauses.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(2 * 86_400);
});
