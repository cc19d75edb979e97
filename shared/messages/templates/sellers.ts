import * as z from 'zod';
import { yuan } from '../../china/money.ts';
import { sellerEvents } from '../../sellers/events.ts';
import { outcomeWords, toldOutcome } from '../outcome-words.ts';
import { type Templates, template, told } from '../template.ts';
import { beijingTime, letter } from '../wording.ts';
import { waiting } from './waiting-cases.ts';

const application = z.object({
  applicationId: z.string(),
  marketNames: z.object({ zh: z.string(), en: z.string() }),
});
const documents = z.object({
  filingDays: z.int(),
  documents: z.array(z.object({ name: z.string(), expiresOn: z.string() })),
});

const documentNames: Readonly<Record<string, { zh: string; en: string }>> = {
  licence: { zh: '营业执照', en: 'business licence' },
  legalRepresentativeId: { zh: '法定代表人身份证', en: "legal representative's ID" },
  idCard: { zh: '身份证', en: 'ID card' },
  telecomLicence: { zh: '增值电信业务许可证', en: 'value-added telecom licence' },
};

const listed = (given: z.output<typeof documents>, language: 'zh' | 'en'): string =>
  given.documents
    .map(
      ({ name, expiresOn }) =>
        `· ${documentNames[name]?.[language] ?? name}${language === 'zh' ? '：' : ': '}${expiresOn}`,
    )
    .join('\n');

const partNames: Readonly<Record<string, { zh: string; en: string }>> = {
  markets: { zh: '集市', en: 'Markets' },
  applicant: { zh: '申请主体', en: 'Applicant' },
  contact: { zh: '联系人', en: 'Contact' },
  documents: { zh: '证件', en: 'Documents' },
  service: { zh: '服务能力', en: 'Service' },
  authorization: { zh: '数据授权', en: 'Data authorization' },
  plan: { zh: '运营计划', en: 'Operation plan' },
  agreements: { zh: '协议', en: 'Agreements' },
};

/** What sellers and those who want to be one are told (`docs/rules/1-onboarding.md`, "Review"). */
export const sellerTemplates: Templates = {
  ...told(
    sellerEvents.applicationSubmitted,
    template({
      to: 'user',
      category: 'review',
      data: application.extend({ dueAt: z.string() }),
      zh: ({ applicationId, marketNames, dueAt }) => ({
        subject: '入驻申请已提交',
        text: letter.zh(
          `您的入驻申请（${applicationId}，${marketNames.zh}）已提交，将在 ${beijingTime(dueAt)}（北京时间）前完成审核。`,
        ),
      }),
      en: ({ applicationId, marketNames, dueAt }) => ({
        subject: 'Your application was handed in',
        text: letter.en(
          `Your application ${applicationId} for ${marketNames.en} was handed in. It will be reviewed by ${beijingTime(dueAt)} Beijing time.`,
        ),
      }),
    }),
    waiting.application,
  ),
  ...told(
    sellerEvents.applicationApproved,
    template({
      to: 'user',
      category: 'money',
      data: application.extend({
        sellerId: z.string(),
        depositRequiredFen: z.int(),
        furtherMarkets: z.boolean().default(false),
      }),
      zh: ({ applicationId, marketNames, sellerId, depositRequiredFen, furtherMarkets }) => ({
        subject: furtherMarkets ? '入驻申请已通过，请核对保证金' : '入驻申请已通过，请缴纳保证金',
        text: letter.zh(
          `您的入驻申请（${applicationId}，${marketNames.zh}）已通过审核，服务商编号 ${sellerId}。`,
          furtherMarkets
            ? `您应缴的保证金总额现为 ${yuan(depositRequiredFen)} 元，已缴部分计入其中。如有差额，请先为账户充值，再用账户余额补足（POST /v1/seller/deposit/payments），之后可下载收据。保证金缴足之前不能上架商品。`
            : `请缴纳保证金 ${yuan(depositRequiredFen)} 元：先为账户充值，再用账户余额支付（POST /v1/seller/deposit/payments），之后可下载收据。保证金缴足之前不能上架商品。`,
          furtherMarkets
            ? '待办事项见 GET /v1/seller。'
            : '之后请完善企业资料、店铺和结算账户，待办事项见 GET /v1/seller。',
        ),
      }),
      en: ({ applicationId, marketNames, sellerId, depositRequiredFen, furtherMarkets }) => ({
        subject: furtherMarkets
          ? 'You are admitted: please check the deposit'
          : 'You are admitted: please pay the deposit',
        text: letter.en(
          `Your application ${applicationId} for ${marketNames.en} was approved. Your seller number is ${sellerId}.`,
          furtherMarkets
            ? `The deposit that you owe is now ${yuan(depositRequiredFen)} yuan in all; what you have paid counts. If something is missing, top up your account, then pay from its balance (POST /v1/seller/deposit/payments). A receipt can be downloaded afterwards. Nothing can be listed before the deposit is paid in full.`
            : `Please pay the deposit of ${yuan(depositRequiredFen)} yuan: top up your account, then pay from its balance (POST /v1/seller/deposit/payments). A receipt can be downloaded afterwards. Nothing can be listed before the deposit is paid in full.`,
          furtherMarkets
            ? 'GET /v1/seller lists what is left to do.'
            : 'Then fill in the company profile, the store and the settlement account; GET /v1/seller lists what is left to do.',
        ),
      }),
    }),
  ),
  ...told(
    sellerEvents.applicationRejected,
    template({
      to: 'user',
      category: 'review',
      data: application.extend(toldOutcome),
      zh: (given) => ({
        subject: '入驻申请未通过',
        text: letter.zh(
          `您的入驻申请（${given.applicationId}，${given.marketNames.zh}）未通过审核。请按审核意见修改后再次提交。`,
          ...outcomeWords(given, partNames, 'zh'),
        ),
      }),
      en: (given) => ({
        subject: 'Your application was not approved',
        text: letter.en(
          `Your application ${given.applicationId} for ${given.marketNames.en} was not approved. Please change what the reviewer names, and hand it in again.`,
          ...outcomeWords(given, partNames, 'en'),
        ),
      }),
    }),
  ),
  ...told(sellerEvents.settlementAccountSubmitted, waiting.settlement_account),
  ...told(
    sellerEvents.settlementAccountConfirmed,
    template({
      to: 'seller',
      category: 'review',
      data: z.object({}),
      zh: () => ({
        subject: '结算账户已核实',
        text: letter.zh('您的结算账户已由运营人员核实，结算款将支付到该账户。'),
      }),
      en: () => ({
        subject: 'Your settlement account is verified',
        text: letter.en('An operator has verified your settlement account; settlements will be paid to it.'),
      }),
    }),
  ),
  ...told(
    sellerEvents.settlementAccountRefused,
    template({
      to: 'seller',
      category: 'money',
      data: z.object(toldOutcome),
      zh: (given) => ({
        subject: '结算账户未通过核实',
        text: letter.zh(
          '您的结算账户未通过核实，请在服务商主页重新设置。在此之前不能上架商品。',
          ...outcomeWords(given, {}, 'zh'),
        ),
      }),
      en: (given) => ({
        subject: 'Your settlement account was refused',
        text: letter.en(
          "Your settlement account could not be verified. Please save one again in your seller's home; nothing can be listed before.",
          ...outcomeWords(given, {}, 'en'),
        ),
      }),
    }),
  ),
  ...told(
    sellerEvents.documentsExpiring,
    template({
      to: 'seller',
      category: 'law',
      data: documents,
      zh: (given) => ({
        subject: '入驻材料即将到期',
        text: letter.zh('以下材料即将到期，请在到期前更新：', listed(given, 'zh')),
      }),
      en: (given) => ({
        subject: 'Admission documents expire soon',
        text: letter.en(
          'These documents expire soon; please file new ones before their last day:',
          listed(given, 'en'),
        ),
      }),
    }),
  ),
  ...told(
    sellerEvents.documentsExpired,
    template({
      to: 'seller',
      category: 'law',
      data: documents,
      zh: (given) => ({
        subject: '入驻材料已到期',
        text: letter.zh(`以下材料已到期，请在 ${given.filingDays} 日内更新：`, listed(given, 'zh')),
      }),
      en: (given) => ({
        subject: 'Admission documents have expired',
        text: letter.en(
          `These documents have expired; please file new ones within ${given.filingDays} days:`,
          listed(given, 'en'),
        ),
      }),
    }),
    template({
      to: 'operators',
      category: 'law',
      data: documents.extend({ sellerId: z.string() }),
      zh: (given) => ({
        subject: '服务商的入驻材料已到期',
        text: letter.zh(
          `服务商 ${given.sellerId} 的以下材料已到期，应在 ${given.filingDays} 日内更新，请跟进：`,
          listed(given, 'zh'),
        ),
      }),
      en: (given) => ({
        subject: "A seller's admission documents have expired",
        text: letter.en(
          `These documents of seller ${given.sellerId} have expired. New ones are due within ${given.filingDays} days; please follow up:`,
          listed(given, 'en'),
        ),
      }),
    }),
  ),
};
