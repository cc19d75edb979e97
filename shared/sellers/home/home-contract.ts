import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { sellerErrors } from '../errors.ts';
import { AgreementKindName } from '../form-parts.ts';
import { MarketName, ServiceHoursView } from '../view-parts.ts';
import { Profile, Store, sellerStatuses } from './seller.ts';
import { SettlementAccountStatus } from './settlement-account.ts';

const sentences = { zh: z.string(), en: z.string() };

/** What a seller still has to do before it can list anything. */
export const TodoView = z.object({
  code: z.enum(['profile', 'store', 'deposit', 'settlement_account']),
  title: z.string(),
});

export const StoreView = z.object({
  name: z.string(),
  logoUploadId: z.string(),
  bannerUploadId: z.string().optional(),
  introduction: z.string(),
  hotline: z.string(),
  email: z.string(),
  serviceHours: ServiceHoursView,
});
export const ProfileView = z.object({
  displayName: z.string(),
  introduction: z.string(),
  region: z.string(),
  address: z.string(),
  website: z.string().optional(),
});

export const SellerView = z.object({
  sellerId: z.string(),
  /** what the next save names */
  version: z.int(),
  legalName: z.string(),
  kind: z.enum(['company', 'individual']),
  status: z.enum(sellerStatuses),
  markets: z.array(MarketName),
  admittedAt: z.iso.datetime(),
  deposit: z.object({ requiredFen: z.int(), balanceFen: z.int() }),
  todos: z.array(TodoView),
  profile: ProfileView.optional(),
  store: StoreView.optional(),
  settlementAccount: z
    .object({
      alipayAccount: z.string(),
      status: SettlementAccountStatus,
      savedAt: z.iso.datetime(),
      verifiedAt: z.iso.datetime().optional(),
      /** why an operator refused it */
      reason: z.string().optional(),
    })
    .optional(),
  documents: z.array(
    z.object({
      name: z.string(),
      expiresOn: z.string().optional(),
      state: z.enum(['valid', 'expiring', 'expired']),
    }),
  ),
});
export type SellerView = z.input<typeof SellerView>;

export const AgreementList = z.object({
  items: z.array(
    z.object({
      kind: AgreementKindName,
      agreementVersion: z.string(),
      sha256: z.string(),
      title: z.object(sentences),
      text: z.object(sentences),
    }),
  ),
});

const saving = {
  method: 'PUT',
  auth: 'seller',
  idempotency: 'optional',
  locks: 'required',
  output: SellerView,
} as const;

/** A seller's home and what it fills in after admission; the agreements and the blank form for everybody. */
export const homeContract = defineContract({
  listAgreements: {
    method: 'GET',
    path: '/v1/agreements',
    summary: { zh: '协议的当前版本', en: 'The current agreements with their texts' },
    auth: 'public',
    idempotency: 'no',
    input: z.strictObject({}),
    output: AgreementList,
    errors: [],
  },
  downloadStatementForm: {
    method: 'GET',
    path: '/v1/statement-form',
    summary: { zh: '下载自主研发声明空白表', en: 'Download the blank self-development statement' },
    auth: 'public',
    idempotency: 'no',
    input: z.strictObject({}),
    output: z.object({ base64: z.string(), fileName: z.string() }),
    errors: [],
    produces: 'application/pdf',
  },
  showSeller: {
    method: 'GET',
    path: '/v1/seller',
    summary: { zh: '服务商主页：状态与待办', en: "The seller's home: state and to-dos" },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({}),
    output: SellerView,
    errors: [sellerErrors.seller_not_found],
  },
  saveProfile: {
    ...saving,
    path: '/v1/seller/profile',
    summary: { zh: '保存企业资料', en: 'Save the company profile' },
    input: Profile,
    errors: [sellerErrors.seller_not_found],
  },
  saveStore: {
    ...saving,
    path: '/v1/seller/store',
    summary: { zh: '保存店铺', en: 'Save the store' },
    input: Store,
    errors: [sellerErrors.seller_not_found, sellerErrors.store_name_taken],
  },
  saveSettlementAccount: {
    ...saving,
    path: '/v1/seller/settlement-account',
    summary: { zh: '保存结算账户（支付宝）', en: 'Save the settlement account (Alipay)' },
    input: z.strictObject({ alipayAccount: z.string().min(1).max(200) }),
    errors: [sellerErrors.seller_not_found, sellerErrors.settlement_account_unverifiable],
  },
});
