import type { Text } from '../kernel/errors.ts';

type Category = Text & {
  /** why everybody gets an e-mail of it, where that is not a person's choice */
  readonly always?: Text;
};

/** What messages are about. Each goes to the inbox; whether it goes by e-mail too is the reader's choice, unless law or money forbids one. */
export const messageCategories = {
  orders: { zh: '订单与开通', en: 'Orders and their set-up' },
  service: { zh: '使用、到期提醒与对接', en: 'Use, reminders and notifications to systems' },
  products: { zh: '商品上架与下架', en: 'Products on and off sale' },
  review: { zh: '审核', en: 'Reviews' },
  money: {
    ...{ zh: '资金', en: 'Money' },
    always: {
      zh: '涉及您的资金：扣款、收款、退款和应缴款项始终邮件告知。',
      en: 'Your money is concerned: what is charged, received, returned or owed is always told by e-mail.',
    },
  },
  law: {
    ...{ zh: '依法或依约告知', en: 'What law or the contract wants to be told' },
    always: {
      zh: '依法或依约必须告知：证件有效期，以及订购到期后的停用与释放。',
      en: 'Law or the contract wants it told: documents that expire, and the end and release of what was bought.',
    },
  },
} as const satisfies Readonly<Record<string, Category>>;

export type MessageCategory = keyof typeof messageCategories;

/** What a person wants by e-mail besides the inbox; a category that is not named is wanted. */
export type MailChoices = Readonly<Partial<Record<MessageCategory, boolean>>>;
