import * as z from 'zod';
import { catalogueEvents } from '../../catalogue/events.ts';
import { outcomeWords, toldOutcome } from '../outcome-words.ts';
import { type Templates, template, told } from '../template.ts';
import { letter } from '../wording.ts';
import { waiting } from './waiting-cases.ts';

const product = z.object({ productId: z.string(), name: z.string() });
const decided = product.extend(toldOutcome);
type Product = z.output<typeof product>;
type Words = { readonly subject: string; readonly text: string };

const stepNames: Readonly<Record<string, { zh: string; en: string }>> = {
  access: { zh: '接入信息', en: 'Access' },
  basic: { zh: '基本信息', en: 'Basic information' },
  business: { zh: '业务信息', en: 'Business information' },
  plans: { zh: '规格', en: 'Plans' },
  agreement: { zh: '用户协议', en: 'Agreement' },
};

/** What a seller is told of a product, and of an operator's decision on it the outcome. */
const words = (zh: Words, en: Words) => ({
  zh: ({ name, productId }: Product, ...further: string[]) => ({
    subject: zh.subject,
    text: letter.zh(`商品“${name}”（${productId}）${zh.text}`, ...further),
  }),
  en: ({ name, productId }: Product, ...further: string[]) => ({
    subject: en.subject,
    text: letter.en(`Your product "${name}" (${productId}) ${en.text}`, ...further),
  }),
});

const shelved = (...texts: Parameters<typeof words>) => {
  const { zh, en } = words(...texts);
  return template({
    to: 'seller',
    category: 'products',
    data: product,
    zh: (given) => zh(given),
    en: (given) => en(given),
  });
};

const reviewed = (...texts: Parameters<typeof words>) => {
  const { zh, en } = words(...texts);
  return template({
    to: 'seller',
    category: 'review',
    data: decided,
    zh: (given) => zh(given, ...outcomeWords(given, stepNames, 'zh')),
    en: (given) => en(given, ...outcomeWords(given, stepNames, 'en')),
  });
};

/** What sellers are told about their products (`docs/rules/2-catalogue.md`, "Review and life cycle"). */
export const catalogueTemplates: Templates = {
  ...told(catalogueEvents.productSubmitted, waiting.product_version),
  ...told(
    catalogueEvents.productApproved,
    reviewed(
      { subject: '商品审核通过', text: '已通过审核，可以上架。' },
      { subject: 'Product approved', text: 'was approved and may be listed.' },
    ),
  ),
  ...told(
    catalogueEvents.productRejected,
    reviewed(
      { subject: '商品审核未通过', text: '未通过审核。请按审核意见修改后再次提交。' },
      {
        subject: 'Product not approved',
        text: 'was not approved. Please change what the reviewer names, and hand it in again.',
      },
    ),
  ),
  ...told(
    catalogueEvents.productListed,
    shelved({ subject: '商品已上架', text: '已上架。' }, { subject: 'Product listed', text: 'is on sale.' }),
  ),
  ...told(
    catalogueEvents.productDelisted,
    shelved(
      { subject: '商品已下架', text: '已下架；已购用户不受影响。' },
      { subject: 'Product taken off sale', text: 'was taken off sale; those who bought it keep it.' },
    ),
  ),
};
