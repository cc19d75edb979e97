import { yuan } from '../../../china/money.ts';
import type { Language } from '../../../kernel/errors.ts';
import { escapeHtml } from '../../../kernel/text/escape-html.ts';
import type { PayTicket } from './pay-ticket.ts';

const texts = {
  zh: {
    title: '支付沙箱',
    notice: '这是演示用的支付页面，不会产生真实扣款。',
    amount: '金额',
    payment: '支付单号',
    pay: '确认支付',
    cancel: '取消支付',
    repeat: '再次发送通知',
    forge: '发送签名错误的通知',
    back: '返回',
    expired: '支付页面已过期。',
    invalid: '支付链接无效。',
    paid: '支付成功，商户已收到通知。',
    cancelled: '支付已取消，商户已收到通知。',
    refused: '商户拒绝了通知。',
    unreachable: '暂时无法通知商户，请再次发送。',
    other: 'English',
  },
  en: {
    title: 'Payment sandbox',
    notice: 'This pay page is for demonstration; no real money moves.',
    amount: 'Amount',
    payment: 'Payment',
    pay: 'Confirm payment',
    cancel: 'Cancel',
    repeat: 'Send the callback again',
    forge: 'Send a callback with a wrong signature',
    back: 'Back',
    expired: 'This pay page has expired.',
    invalid: 'This pay link is not valid.',
    paid: 'Paid; the merchant was told.',
    cancelled: 'Cancelled; the merchant was told.',
    refused: 'The merchant refused the callback.',
    unreachable: 'The merchant cannot be reached now; send again.',
    other: '中文',
  },
} as const satisfies Record<Language, Record<string, string>>;
export type PageText = keyof (typeof texts)['zh'];

const style =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}button{font:inherit;margin:.5rem .5rem 0 0}';

function page(language: Language, body: string): string {
  const text = texts[language];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text.title}</title><style>${style}</style></head>
<body><main><h1>${text.title}</h1><p>${text.notice}</p>${body}</main></body></html>`;
}

/** A page that only says something. */
export const messagePage = (language: Language, message: PageText): string =>
  page(language, `<p role="alert">${texts[language][message]}</p>`);

const summary = (language: Language, { subject, amountFen, paymentId }: PayTicket): string => {
  const text = texts[language];
  return `<p>${escapeHtml(subject[language])}</p><p>${text.amount}: <strong>¥ ${yuan(amountFen)}</strong></p><p>${text.payment}: ${escapeHtml(paymentId)}</p>`;
};

const form = (
  language: Language,
  sealedTicket: string,
  actions: readonly ('pay' | 'cancel' | 'repeat' | 'forge')[],
): string =>
  `<form method="post" action="pay"><input type="hidden" name="ticket" value="${escapeHtml(sealedTicket)}"><input type="hidden" name="lang" value="${language}">${actions
    .map((action) => `<button name="action" value="${action}">${texts[language][action]}</button>`)
    .join('')}</form>`;

const back = (language: Language, { returnUrl }: PayTicket): string =>
  returnUrl === undefined ? '' : `<p><a href="${escapeHtml(returnUrl)}">${texts[language].back}</a></p>`;

/** The page on which the payer confirms or cancels. */
export function payPage(language: Language, ticket: PayTicket, sealedTicket: string): string {
  const other = language === 'zh' ? 'en' : 'zh';
  const switchLink = `<p><a href="pay?ticket=${encodeURIComponent(sealedTicket)}&amp;lang=${other}">${texts[language].other}</a></p>`;
  return page(
    language,
    summary(language, ticket) + form(language, sealedTicket, ['pay', 'cancel']) + switchLink,
  );
}

export type CallbackAnswer = { readonly status: number; readonly body: string } | undefined;

type TicketOnPage = { readonly ticket: PayTicket; readonly sealedTicket: string };

/** What became of it; from here a callback can be sent again, also a forged one, to see that neither has an effect. */
export function resultPage(
  language: Language,
  { ticket, sealedTicket }: TicketOnPage,
  said: PageText,
  answer: CallbackAnswer,
): string {
  const raw = answer ? `<pre>${answer.status} ${escapeHtml(answer.body)}</pre>` : '';
  const again = form(
    language,
    sealedTicket,
    ticket.told === undefined ? ['pay', 'cancel', 'forge'] : ['repeat', 'forge'],
  );
  return page(
    language,
    `${summary(language, ticket)}<p role="status">${texts[language][said]}</p>${raw}${again}${back(language, ticket)}`,
  );
}
