import {
  nativeHeaders,
  nativeWebhooks,
  type Webhook,
} from '../../../shared/fulfilment/dialects/native/contract.ts';
import { webhookExample } from './examples.ts';
import { capitalized } from './inputs.ts';
import type { NamedSchemas } from './named-schemas.ts';

const always = Object.entries(nativeHeaders).map(([name, { zh, en }]) => ({
  name,
  in: 'header',
  required: true,
  description: `${zh} / ${en}`,
  schema: { type: 'string' },
}));

const retryAfter = {
  'Retry-After': {
    description:
      '秒数或日期：只会延长到下一次尝试的间隔 / seconds or a date: makes the pause before the next attempt longer, never shorter',
    schema: { type: 'string' },
  },
};

/** What an answer of the seller's system means, by its status. */
function answers({ answer }: Webhook, schemas: NamedSchemas) {
  const content = answer && { content: { 'application/json': { schema: schemas.of(answer) } } };
  return {
    '2XX': {
      description: '完成，通知不再发送；应答体可以省略 / done, it is not sent again; a body may be left out',
      ...content,
    },
    '202': {
      description:
        '已接受，尚未就绪：同一通知会再次发送，直到应答 200 / accepted, but not ready: the same is sent again until the answer is 200',
      headers: {
        ...retryAfter,
        Location: {
          description: '进度的地址，仅保存，不调用 / where its progress stands; kept, not called',
          schema: { type: 'string' },
        },
      },
      ...content,
    },
    '3XX': {
      description: '失败：不跟随重定向，会重试 / failed: redirects are not followed; it is tried again',
    },
    '410': {
      description: '永久拒绝，不再尝试 / refused for good, not tried again',
    },
    '4XX': { description: '失败，会重试 / failed, tried again', headers: retryAfter },
    '5XX': { description: '失败，会重试 / failed, tried again', headers: retryAfter },
  };
}

/** What sellers' systems are sent, by the type that stands in the body. */
export const webhooksOf = (schemas: NamedSchemas) =>
  Object.fromEntries(
    nativeWebhooks.map((webhook) => [
      webhook.type,
      {
        post: {
          operationId: `on${webhook.type.split(/[._]/).map(capitalized).join('')}`,
          tags: ['webhooks'],
          summary: `${webhook.summary.zh} / ${webhook.summary.en}`,
          description:
            '发往应用凭证的生产接口，小于 20 kB；重复的通知逐字节相同。请先验签，再按 webhook-id 去重。 / Sent to the address of the fulfilment endpoint, under 20 kB; a repeat has the same bytes. Verify the signature first, then drop repeats by webhook-id.',
          security: [],
          parameters: always,
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: schemas.of(webhook.body), ...webhookExample(webhook.type) },
            },
          },
          responses: answers(webhook, schemas),
        },
      },
    ]),
  );
