import { expect, test } from 'vitest';
import { billingEvents } from '../../../shared/billing/events.ts';
import { templates } from '../../../shared/messages/templates.ts';
import { orderEvents } from '../../../shared/orders/events.ts';

const told = ({ name }: { readonly name: string }, data: Record<string, unknown>) =>
  templates[name]?.map(({ render }) => render(data, 'zh').text).join() ?? '';
const payment = { paymentId: 'pay_1', amountFen: 1000 };

test('a payer is told what became of the money', () => {
  expect(told(billingEvents.paymentPaid, { ...payment, outcome: 'credited' })).toContain('已计入账户余额');
  expect(told(billingEvents.paymentPaid, { ...payment, outcome: 'order_paid', orderId: 'ord_1' })).toContain(
    '用于订单 ord_1',
  );
  expect(told(billingEvents.paymentPaid, { ...payment, outcome: 'returned', orderId: 'ord_1' })).toContain(
    '退回您的账户余额',
  );
});

test('a buyer is told why an order was cancelled', () => {
  const order = { orderId: 'ord_1', lines: [{ productName: '天气' }], amountFen: 1000 };
  expect(told(orderEvents.cancelled, { ...order, cause: 'unpaid' })).toContain('未在时限内支付');
  expect(told(orderEvents.cancelled, { ...order, cause: 'buyer' })).toContain('按您的要求');
});
