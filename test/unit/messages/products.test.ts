import { expect, test } from 'vitest';
import { templateFor } from '../../../shared/messages/templates.ts';

const product = { productId: 'prd_1', name: '企业工商数据查询' };
const rejected = (data: object, language: 'zh' | 'en') =>
  templateFor('product.rejected', 'seller')?.render({ ...product, ...data }, language).text;

test.each([
  ['zh', '审核说明：整体不错', '· 基本信息 /basic/summary：请写明数据来源'],
  ['en', 'The reviewer says: 整体不错', '· Basic information /basic/summary: 请写明数据来源'],
] as const)(
  "a rejected product's mail carries the reviewer's reason and comments (%s)",
  (language, reason, comment) => {
    const text = rejected(
      {
        reason: '整体不错',
        comments: [{ pointer: '/basic/summary', text: '请写明数据来源' }],
        commentCount: 1,
      },
      language,
    );
    expect(text?.split(/\n+/)).toEqual(expect.arrayContaining([reason, comment]));
  },
);

test.each([
  ['zh', '共 12 条审核意见，其余请在云市查看。'],
  ['en', 'There are 12 comments; the marketplace shows all of them.'],
] as const)('it says how many there are where it does not carry them all (%s)', (language, more) => {
  const comments = [{ pointer: '/plans/0/name', text: 'x' }];
  expect(rejected({ comments, commentCount: 12 }, language)).toContain(more);
  expect(rejected({ comments, commentCount: 1 }, language)).not.toContain('12');
});
