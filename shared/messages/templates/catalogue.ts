import * as z from 'zod';
import { catalogueEvents } from '../../catalogue/events.ts';
import type { Language } from '../../kernel/errors.ts';
import { type Template, type Templates, template } from '../template.ts';
import { letter } from '../wording.ts';

const product = z.object({
  productId: z.string(),
  name: z.string(),
  note: z.string().optional(),
  comments: z.array(z.object({ pointer: z.string(), text: z.string() })).default([]),
  commentCount: z.int().default(0),
});
type Told = z.output<typeof product>;
type Words = { readonly subject: string; readonly text: string };

const stepNames: Readonly<Record<string, { zh: string; en: string }>> = {
  access: { zh: '接入信息', en: 'Access' },
  basic: { zh: '基本信息', en: 'Basic information' },
  business: { zh: '业务信息', en: 'Business information' },
  plans: { zh: '规格', en: 'Plans' },
  agreement: { zh: '用户协议', en: 'Agreement' },
};

/** `· 基本信息 /basic/summary：…`: what the reviewer wrote at one field. */
function commented({ pointer, text }: Told['comments'][number], language: Language): string {
  const step = stepNames[pointer.split('/')[1] ?? '']?.[language];
  return `· ${step ? `${step} ` : ''}${pointer}${language === 'zh' ? '：' : ': '}${text}`;
}

/** The reviewer's words: the note, and the comments that the event carries. */
const reviewed = {
  zh: ({ note, comments, commentCount }: Told) => [
    ...(note ? [`审核说明：${note}`] : []),
    ...(comments.length > 0 ? [`审核意见：\n${comments.map((one) => commented(one, 'zh')).join('\n')}`] : []),
    ...(commentCount > comments.length ? [`共 ${commentCount} 条审核意见，其余见该商品。`] : []),
  ],
  en: ({ note, comments, commentCount }: Told) => [
    ...(note ? [`The reviewer says: ${note}`] : []),
    ...(comments.length > 0
      ? [`The reviewer's comments:\n${comments.map((one) => commented(one, 'en')).join('\n')}`]
      : []),
    ...(commentCount > comments.length
      ? [`There are ${commentCount} comments; the product shows all of them.`]
      : []),
  ],
};

const told = (zh: Words, en: Words): readonly Template[] => [
  template({
    to: 'seller',
    data: product,
    zh: (given) => ({
      subject: zh.subject,
      text: letter.zh(`商品“${given.name}”（${given.productId}）${zh.text}`, ...reviewed.zh(given)),
    }),
    en: (given) => ({
      subject: en.subject,
      text: letter.en(`Your product "${given.name}" (${given.productId}) ${en.text}`, ...reviewed.en(given)),
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
