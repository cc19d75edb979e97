import * as z from 'zod';
import { billingEvents, paymentOutcomes } from '../../billing/events.ts';
import { yuan } from '../../china/money.ts';
import { type Templates, template, told } from '../template.ts';
import { letter } from '../wording.ts';

/** What people are told about their money. */
export const billingTemplates: Templates = {
  ...told(
    billingEvents.paymentPaid,
    template({
      to: 'user',
      category: 'money',
      data: z.object({
        paymentId: z.string(),
        amountFen: z.int(),
        outcome: z.enum(paymentOutcomes),
        orderId: z.string().optional(),
      }),
      zh: ({ paymentId, amountFen, outcome, orderId }) => {
        const received = `已收到您的付款 ${yuan(amountFen)} 元（支付单 ${paymentId}）`;
        const ends = {
          credited: { subject: '充值成功', text: letter.zh(`${received}，已计入账户余额。`) },
          order_paid: { subject: '已收到付款', text: letter.zh(`${received}，用于订单 ${orderId}。`) },
          returned: {
            subject: '付款已退回账户余额',
            text: letter.zh(`${received}，但订单 ${orderId} 已取消或已支付，款项已全额退回您的账户余额。`),
          },
        };
        return ends[outcome];
      },
      en: ({ paymentId, amountFen, outcome, orderId }) => {
        const received = `Your payment ${paymentId} of ${yuan(amountFen)} yuan was received`;
        const ends = {
          credited: {
            subject: 'Top-up received',
            text: letter.en(`${received} and credited to your balance.`),
          },
          order_paid: { subject: 'Payment received', text: letter.en(`${received} for order ${orderId}.`) },
          returned: {
            subject: 'Payment returned to your balance',
            text: letter.en(
              `${received}, but order ${orderId} was cancelled or paid before. The full amount was returned to your balance.`,
            ),
          },
        };
        return ends[outcome];
      },
    }),
  ),
  ...told(
    billingEvents.depositPaid,
    template({
      to: 'user',
      category: 'money',
      data: z.object({ number: z.string(), amountFen: z.int() }),
      zh: ({ number, amountFen }) => ({
        subject: '已收到保证金',
        text: letter.zh(
          `已收到您的保证金 ${yuan(amountFen)} 元，收据编号 ${number}，可随时下载（编号见 GET /v1/seller/deposit/entries）。`,
        ),
      }),
      en: ({ number, amountFen }) => ({
        subject: 'Deposit received',
        text: letter.en(
          `Your deposit of ${yuan(amountFen)} yuan was received. Receipt ${number} can be downloaded at any time (GET /v1/seller/deposit/entries has its id).`,
        ),
      }),
    }),
  ),
};
