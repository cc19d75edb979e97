import { expect, test } from 'vitest';
import { SandboxCallback, signCallback } from '../../../shared/outside/payments/sandbox/callback.ts';
import { handlePayPage } from '../../../shared/outside/payments/sandbox/handle-pay-page.ts';
import { sealTicket } from '../../../shared/outside/payments/sandbox/pay-ticket.ts';
import { sandboxProvider } from '../../../shared/outside/payments/sandbox/sandbox-provider.ts';

const secret = 'a secret of the payment provider, 32 or more';
const now = new Date('2026-11-02T02:00:00Z');
const callback = signCallback(secret, {
  paymentId: 'pay_1',
  providerReference: 'sandbox-pay_1',
  result: 'paid',
  amountFen: 1000,
  timestamp: now.getTime() / 1000,
});
const { newsIn } = sandboxProvider({
  sandboxUrl: 'https://pay.example.com',
  callbackPath: '/v1/payment-callbacks/sandbox',
  secret,
});
const check = (one: unknown) => newsIn(one) !== undefined;

const ticket = {
  paymentId: 'pay_1',
  amountFen: 1000,
  subject: { zh: '<script>云</script>', en: '<script>cloud</script>' },
  expiresAt: '2026-11-02T02:30:00.000Z',
  callbackUrl: 'https://api.example.com/v1/payment-callbacks/sandbox',
  returnUrl: 'https://shop.example.com/?a="b"',
};

const visit = async (
  action: string | undefined,
  { at = now, sealed = sealTicket(secret, ticket), status = 200 } = {},
) => {
  const sent: SandboxCallback[] = [];
  const send = async (_url: string, one: SandboxCallback) => {
    sent.push(one);
    return { status, body: '{"received":true}' };
  };
  const answer = await handlePayPage(
    { sealedTicket: sealed, action, language: 'en', now: at },
    { secret, send },
  );
  return { ...answer, sent };
};

test('knows its own callback', () => {
  expect(check(callback)).toBe(true);
});

test.each([
  ['another amount', { amountFen: 100_000 }],
  ['another payment', { paymentId: 'pay_2' }],
  ['another result', { result: 'cancelled' as const }],
  ['another time', { timestamp: callback.timestamp + 1 }],
  ['another reference', { providerReference: 'x' }],
  ['a made-up signature', { signature: 'f'.repeat(64) }],
  ['a short signature', { signature: '' }],
])('refuses a callback with %s', (_, change) => {
  expect(check({ ...callback, ...change })).toBe(false);
});

test('shows the amount, and nothing that a name could smuggle in', async () => {
  const { status, html, sent } = await visit(undefined);
  expect({ status, sent }).toEqual({ status: 200, sent: [] });
  expect(html).toContain('¥ 10.00');
  expect(html).not.toContain('<script>');
});

test('tells the merchant exactly what was confirmed', async () => {
  const { html, sent } = await visit('pay');
  expect(sent).toMatchObject([{ paymentId: 'pay_1', amountFen: 1000, result: 'paid' }]);
  expect(sent.map(check)).toEqual([true]);
  expect(html).toContain('Paid; the merchant was told.');
  expect(html).not.toContain('"b"');
});

test('tells of a cancellation, and can send a forged callback for show', async () => {
  expect((await visit('cancel')).sent).toMatchObject([{ result: 'cancelled' }]);
  const forged = await visit('forge', { status: 401 });
  expect(forged.sent.map(check)).toEqual([false]);
  expect(forged.html).toContain('refused');
});

test('says the same again after its time, but takes no money then', async () => {
  const late = { at: new Date('2026-11-02T02:30:00Z') };
  expect(await visit('pay', late)).toMatchObject({ status: 410, sent: [] });
  expect(await visit('repeat')).toMatchObject({ status: 400, sent: [] });
  const told = sealTicket(secret, { ...ticket, told: 'cancelled' });
  expect((await visit('repeat', { ...late, sealed: told })).sent).toMatchObject([{ result: 'cancelled' }]);
  expect(await visit('pay', { sealed: told })).toMatchObject({ status: 400, sent: [] });
});

test('takes no link that it did not sign, and shows no page that has expired', async () => {
  const [text] = sealTicket(secret, { ...ticket, amountFen: 1 }).split('.');
  const [, signature] = sealTicket(secret, ticket).split('.');
  expect(await visit('pay', { sealed: `${text}.${signature}` })).toMatchObject({ status: 403, sent: [] });
  expect(await visit(undefined, { at: new Date('2026-11-02T02:30:00Z') })).toMatchObject({ status: 410 });
});

test('a pay link cannot be used as a callback signature', () => {
  const { signature: _, ...unsigned } = callback;
  expect(
    SandboxCallback.parse({ ...unsigned, signature: sealTicket(secret, ticket).split('.')[1] }),
  ).toSatisfy((one: SandboxCallback) => !check(one));
});
