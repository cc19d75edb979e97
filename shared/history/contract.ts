import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { pageInput, pageOf } from '../kernel/page.ts';
import { historyErrors } from './errors.ts';
import { flaws } from './trail.ts';

export const EventView = z.object({
  at: z.iso.datetime(),
  /** `user:<id>`, `operator:<id>`, `system:<name>`; sellers are told `operator` only */
  by: z.string(),
  /** what happened, in the words of events: `product.submitted` */
  name: z.string(),
  /** version of the thing that this made; looks make none */
  version: z.int().optional(),
  requestId: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** the fields that differ */
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
});
export type EventView = z.input<typeof EventView>;

export const FlawView = z.object({
  /** version of the thing whose entry does not fit; absent where the thing itself does not know its latest entry */
  version: z.int().optional(),
  what: z.enum(flaws),
});

const about = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const historyContract = defineContract({
  showHistory: {
    method: 'GET',
    path: '/v1/operator/history',
    summary: {
      zh: '查看任一对象的历史，最新在前（留痕）；of=looks 为运营人员的查看记录',
      en: 'What happened to a thing, newest first; the look is recorded, and of=looks shows the looks',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ ...pageInput, about, of: z.enum(['changes', 'looks']).default('changes') }),
    output: pageOf(EventView),
    errors: [],
  },
  listFlaws: {
    method: 'GET',
    path: '/v1/operator/history/flaws',
    summary: {
      zh: '检查任一对象的历史是否被改动：每页检查 limit 条记录，列出被修改、移走或删除之处，没有则为空',
      en: 'Check that nobody has changed the history of a thing: a page checks limit entries and lists where one was changed, moved or taken out',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ ...pageInput, about }),
    output: pageOf(FlawView),
    errors: [],
  },
  showSellerHistory: {
    method: 'GET',
    path: '/v1/seller/history',
    summary: {
      zh: '查看自己的商品、分组、生产接口、入驻申请或服务商资料的历史，最新在前',
      en: 'What happened to an own product, API group, endpoint or application, or to the seller itself, newest first',
    },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({ ...pageInput, about }),
    output: pageOf(EventView),
    errors: [historyErrors.thing_not_found],
  },
});
