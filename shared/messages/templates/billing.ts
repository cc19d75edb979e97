import * as z from 'zod';
import { billingEvents } from '../../billing/events.ts';
import { yuan } from '../../kernel/money.ts';
import { type Templates, template } from '../template.ts';
import { letter } from '../wording.ts';

/** What people are told about their money. */
export const billingTemplates: Templates = {
  [billingEvents.paymentPaid]: [
    template({
      to: 'user',
      data: z.object({ paymentId: z.string(), amountFen: z.int() }),
      zh: ({ paymentId, amountFen }) => ({
        subject: '已收到付款',
        text: letter.zh(`已收到您的付款 ${yuan(amountFen)} 元（${paymentId}）。`),
      }),
      en: ({ paymentId, amountFen }) => ({
        subject: 'Payment received',
        text: letter.en(`Your payment ${paymentId} of ${yuan(amountFen)} yuan was received.`),
      }),
    }),
  ],
  [billingEvents.depositPaid]: [
    template({
      to: 'user',
      data: z.object({ number: z.string(), amountFen: z.int() }),
      zh: ({ number, amountFen }) => ({
        subject: '已收到保证金',
        text: letter.zh(`已收到您的保证金 ${yuan(amountFen)} 元，收据编号 ${number}，可在“服务商主页 › 保证金”下载。`),
      }),
      en: ({ number, amountFen }) => ({
        subject: 'Deposit received',
        text: letter.en(
          `Your deposit of ${yuan(amountFen)} yuan was received. Receipt ${number} can be downloaded under "Seller home › Deposit".`,
        ),
      }),
    }),
  ],
};
