import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { idInput } from '../../kernel/id-input.ts';
import { listInput, pageOf, searchText } from '../../kernel/page.ts';
import { sellerErrors } from '../errors.ts';
import { SellerView } from '../home/home-contract.ts';
import { MarketName } from '../view-parts.ts';

export const SellerRow = SellerView.pick({
  sellerId: true,
  legalName: true,
  kind: true,
  status: true,
  markets: true,
  admittedAt: true,
}).extend({ storeName: z.string().optional() });

/** A seller as operators see it: with who acts for it, and without a number or an account in full. */
export const InspectedSeller = SellerView.extend({
  ownerUserId: z.string(),
  /** the application whose material is in force */
  applicationId: z.string(),
  /** masked but for its last four characters */
  legalNumber: z.string(),
  frozen: z.object({ reason: z.string(), at: z.iso.datetime() }).optional(),
});

const { kind, status } = SellerRow.shape;

/** What operators see of sellers. */
export const sellerContract = defineContract({
  listSellers: {
    method: 'GET',
    path: '/v1/operator/sellers',
    summary: { zh: '运营查看全部服务商，最新入驻在前', en: 'List all sellers, the latest admitted first' },
    auth: 'operator',
    idempotency: 'no',
    input: listInput({
      status: status.optional(),
      kind: kind.optional(),
      markets: MarketName.optional(),
      /** in the names and the id */
      q: searchText,
    }),
    output: pageOf(SellerRow),
    errors: [],
  },
  inspectSeller: {
    method: 'GET',
    path: '/v1/operator/sellers/{sellerId}',
    summary: {
      zh: '运营查看服务商（证件号码和结算账户只显示末四位，留痕）',
      en: 'Look into a seller, its numbers and accounts masked; the look is recorded',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ sellerId: idInput('sel') }),
    output: InspectedSeller,
    errors: [sellerErrors.seller_not_found],
  },
});
