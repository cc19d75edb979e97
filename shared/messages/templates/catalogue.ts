import * as z from 'zod';
import { catalogueEvents } from '../../catalogue/events.ts';
import { outcomeWords, toldOutcome } from '../outcome-words.ts';
import { type Template, type Templates, template } from '../template.ts';
import { letter } from '../wording.ts';

const product = z.object({
  productId: z.string(),
  name: z.string(),
  ...toldOutcome,
});
type Words = { readonly subject: string; readonly text: string };

const stepNames: Readonly<Record<string, { zh: string; en: string }>> = {
  access: { zh: '接入信息', en: 'Access' },
  basic: { zh: '基本信息', en: 'Basic information' },
  business: { zh: '业务信息', en: 'Business information' },
  plans: { zh: '规格', en: 'Plans' },
  agreement: { zh: '用户协议', en: 'Agreement' },
};

const told = (zh: Words, en: Words): readonly Template[] => [
  template({
    to: 'seller',
    data: product,
    zh: (given) => ({
      subject: zh.subject,
      text: letter.zh(
        `商品“${given.name}”（${given.productId}）${zh.text}`,
        ...outcomeWords(given, stepNames, 'zh'),
      ),
    }),
    en: (given) => ({
      subject: en.subject,
      text: letter.en(
        `Your product "${given.name}" (${given.productId}) ${en.text}`,
        ...outcomeWords(given, stepNames, 'en'),
      ),
    }),
  }),
];

/** What sellers are told about their products (`docs/rules/2-catalogue.md`, "Review and life cycle"). */
export const catalogueTemplates: Templates = {
  [catalogueEvents.productApproved]: told(
    { subject: '商品审核通过', text: '已通过审核，可以上架。' },
    { subject: 'Product approved', text: 'was approved and may be listed.' },
  ),
  [catalogueEvents.productRejected]: told(
    { subject: '商品审核未通过', text: '未通过审核。请按审核意见修改后再次提交。' },
    {
      subject: 'Product not approved',
      text: 'was not approved. Please change what the reviewer names, and hand it in again.',
    },
  ),
  [catalogueEvents.productListed]: told(
    { subject: '商品已上架', text: '已上架。' },
    { subject: 'Product listed', text: 'is on sale.' },
  ),
  [catalogueEvents.productDelisted]: told(
    { subject: '商品已下架', text: '已下架；已购用户不受影响。' },
    { subject: 'Product taken off sale', text: 'was taken off sale; those who bought it keep it.' },
  ),
};
