import * as z from 'zod';
import { type CaseKindName, caseKinds } from '../../cases/published.ts';
import type { Text } from '../../kernel/errors.ts';
import { type Template, template } from '../template.ts';
import { beijingTime, letter } from '../wording.ts';

/** What comes in for review: the fields of its event that name it, and how. */
const waitsForOperators = <S extends z.ZodType<{ readonly dueAt: string }>>(
  kind: CaseKindName,
  data: S,
  named: (given: z.output<S>) => Text,
) =>
  template({
    to: 'operators',
    category: 'review',
    data,
    zh: (given) => ({
      subject: `待审核：${caseKinds[kind].zh}`,
      text: letter.zh(`${named(given).zh}待审核，请在 ${beijingTime(given.dueAt)}（北京时间）前处理。`),
    }),
    en: (given) => ({
      subject: `For review: ${caseKinds[kind].en}`,
      text: letter.en(
        `${named(given).en} waits for review. Please decide on it by ${beijingTime(given.dueAt)} Beijing time.`,
      ),
    }),
  });

const dueAt = z.string();

/** What operators are told of each kind of case when one is opened: what it is, and until when somebody should have decided on it. */
export const waiting = {
  application: waitsForOperators(
    'application',
    z.object({ applicationId: z.string(), marketNames: z.object({ zh: z.string(), en: z.string() }), dueAt }),
    ({ applicationId, marketNames }) => ({
      zh: `入驻申请 ${applicationId}（${marketNames.zh}）`,
      en: `Application ${applicationId} for ${marketNames.en}`,
    }),
  ),
  verification: waitsForOperators('verification', z.object({ userId: z.string(), dueAt }), () => ({
    zh: '一份登记机构无法自动核实的实名认证',
    en: 'A real-name verification that the register could not decide',
  })),
  settlement_account: waitsForOperators(
    'settlement_account',
    z.object({ sellerId: z.string(), dueAt }),
    ({ sellerId }) => ({
      zh: `服务商 ${sellerId} 的结算账户（无法自动核实）`,
      en: `The settlement account of seller ${sellerId}, which nobody could check,`,
    }),
  ),
  product_version: waitsForOperators(
    'product_version',
    z.object({ productId: z.string(), sellerId: z.string(), name: z.string(), dueAt }),
    ({ productId, sellerId, name }) => ({
      zh: `服务商 ${sellerId} 的商品“${name}”（${productId}）`,
      en: `Product "${name}" (${productId}) of seller ${sellerId}`,
    }),
  ),
} satisfies Readonly<Record<CaseKindName, Template>>;
