import * as z from 'zod';
import { catalogueEvents } from '../../catalogue/events.ts';
import { type Template, type Templates, template } from '../template.ts';
import { letter } from '../wording.ts';

const product = z.object({ productId: z.string(), name: z.string(), note: z.string().optional() });
type Words = { readonly subject: string; readonly text: string };

const told = (zh: Words, en: Words): readonly Template[] => [
  template({
    to: 'seller',
    data: product,
    zh: ({ productId, name, note }) => ({
      subject: zh.subject,
      text: letter.zh(`商品“${name}”（${productId}）${zh.text}`, ...(note ? [`审核说明：${note}`] : [])),
    }),
    en: ({ productId, name, note }) => ({
      subject: en.subject,
      text: letter.en(`Your product "${name}" (${productId}) ${en.text}`, ...(note ? [`The reviewer says: ${note}`] : [])),
    }),
  }),
];

/** What sellers are told about their products (`spec/2-catalogue.md`). */
export const catalogueTemplates: Templates = {
  [catalogueEvents.productApproved]: told(
    { subject: '商品审核通过', text: '已通过审核，可以上架。' },
    { subject: 'Product approved', text: 'was approved and may be listed.' },
  ),
  [catalogueEvents.productRejected]: told(
    { subject: '商品审核未通过', text: '未通过审核，审核意见见商品的各个字段。' },
    { subject: 'Product not approved', text: "was not approved; the reviewer's comments stand at its fields." },
  ),
  [catalogueEvents.productListed]: told({ subject: '商品已上架', text: '已上架。' }, { subject: 'Product listed', text: 'is on sale.' }),
  [catalogueEvents.productDelisted]: told(
    { subject: '商品已下架', text: '已下架；已购用户不受影响。' },
    { subject: 'Product taken off sale', text: 'was taken off sale; those who bought it keep it.' },
  ),
};
