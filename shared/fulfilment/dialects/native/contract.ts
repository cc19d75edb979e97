import * as z from 'zod';
import { Fen } from '../../../china/money.ts';
import { TermView } from '../../../china/term-view.ts';
import type { Text } from '../../../kernel/errors.ts';
import { UnreadTerms } from '../../../kernel/views/unread.ts';
import { longest, mostItems } from '../read-instance.ts';
import { nativeTypes } from './encode.ts';

/** One notification as it arrives at a seller's system: its body, and what of an answer's body is read. */
export type Webhook = {
  readonly type: string;
  /** what has happened, and what the seller's system does then */
  readonly summary: Text;
  readonly body: z.ZodType;
  readonly answer?: z.ZodType;
};

/** What every notification about an entitlement tells. */
const about = {
  entitlementId: z.string(),
  orderId: z.string(),
  lineNumber: z.int(),
  productId: z.string(),
  planId: z.string(),
  optionId: z.string(),
  sellerId: z.string(),
  buyerId: z.string(),
  buyerName: z.string(),
  quantity: z.int(),
  amountFen: Fen,
  term: TermView.optional(),
  /** what the buyer gets, by the type of the product */
  terms: UnreadTerms,
};

/** What is known once it was set up. */
const setUp = {
  /** the seller's own id, as its system gave it */
  instanceId: z.string().optional(),
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
};

const bodyOf = (type: string, data: z.ZodType) =>
  z.object({
    type: z.literal(type),
    /** when it happened; the attempt's own time is in a header */
    timestamp: z.iso.datetime(),
    data,
  });

export const EntitlementCreated = bodyOf(nativeTypes.create, z.object(about));
export const EntitlementExpired = bodyOf(nativeTypes.expire, z.object({ ...about, ...setUp }));
export const EntitlementReleased = bodyOf(
  nativeTypes.release,
  z.object({
    ...about,
    ...setUp,
    /** its order was refunded, because it or another line of it was not set up */
    refunded: z.literal(true).optional(),
  }),
);

/** What is kept of an answer to `entitlement.created`, and shown to the buyer only; what is longer than said is left out. */
export const InstanceAnswer = z.object({
  instanceId: z.string().max(longest.id).optional(),
  addresses: z
    .array(z.object({ name: z.string().max(longest.text).optional(), url: z.url().max(longest.url) }))
    .max(mostItems)
    .optional(),
  accounts: z
    .array(
      z.object({ userName: z.string().max(longest.text), password: z.string().max(longest.text).optional() }),
    )
    .max(mostItems)
    .optional(),
  licence: z.string().max(longest.licence).optional(),
  memo: z.string().max(longest.memo).optional(),
});

/** What sellers' systems are told today; further names are kept for what is to come (`nativeTypes`). */
export const nativeWebhooks: readonly Webhook[] = [
  {
    type: nativeTypes.create,
    summary: {
      zh: '订单已支付：开通实例，并在应答里返回',
      en: 'The order is paid: set the instance up, and answer what it is',
    },
    body: EntitlementCreated,
    answer: InstanceAnswer,
  },
  {
    type: nativeTypes.expire,
    summary: {
      zh: '订购到期：停止服务，保留数据',
      en: 'The entitlement has ended: stop serving, keep the data',
    },
    body: EntitlementExpired,
  },
  {
    type: nativeTypes.release,
    summary: {
      zh: '保留期已过或已退款：删除已开通的内容',
      en: 'The retention is over, or it was refunded: delete what was set up',
    },
    body: EntitlementReleased,
  },
];

/** The headers of every attempt. */
export const nativeHeaders = {
  'webhook-id': {
    zh: '通知编号，每次重试和重发都相同，据此识别重复',
    en: 'id of the notification, the same at every attempt and replay: repeats are known by it',
  },
  'webhook-timestamp': {
    zh: '本次尝试的 Unix 秒；相差 5 分钟以上的应拒绝',
    en: 'Unix seconds of this attempt; refuse what is more than 5 minutes off',
  },
  'webhook-signature': {
    zh: '`v1,<base64>`：以 `whsec_` 之后部分解码所得的密钥，对 `{webhook-id}.{webhook-timestamp}.{请求体}` 计算的 HMAC-SHA256；更换密钥期间有多个，以空格分隔，其中一个相符即可',
    en: '`v1,<base64>`: HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}` with the key that is the base64 after `whsec_`; several, parted by spaces, while a key is being changed, of which one must match',
  },
  'x-yunshi-attempt': { zh: '第几次尝试，从 1 开始', en: 'number of the attempt, from 1' },
  'x-request-id': {
    zh: '引发通知的请求的编号，例如用户的支付',
    en: "id of the request that led to it, a buyer's payment for instance",
  },
} as const satisfies Readonly<Record<string, Text>>;
