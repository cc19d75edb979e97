import * as z from 'zod';
import { CaseView, OutcomeView } from '../../cases/case-view.ts';
import { defineContract } from '../../kernel/contract.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import { idInput, ProductId } from '../../kernel/id-input.ts';
import { listInput, pageOf, searchText } from '../../kernel/page.ts';
import { shownLine } from '../../kernel/text/shown-text.ts';
import { FieldProblemView } from '../../kernel/views/problem.ts';
import { catalogueErrors } from '../errors.ts';
import { ProductPage } from '../shelf/page-view.ts';
import { AccessDraft } from '../steps/access.ts';
import { AgreementDraft } from '../steps/agreement.ts';
import { BasicDraft } from '../steps/basic.ts';
import { BusinessDraft } from '../steps/business.ts';
import { stepNames } from '../steps/problems-of.ts';
import { FindingView } from '../text-checks/finding-view.ts';
import { PlanView, ProductTypeName, planInput } from '../types/product-types.ts';
import { ProductStatus, ShelfStatus, VersionStatus } from './product.ts';

const PlanId = idInput('pln');

export const WorkingView = z.object({
  number: z.int(),
  name: z.string().optional(),
  status: VersionStatus,
  submittedAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime().optional(),
});
export const StepsView = {
  access: AccessDraft,
  basic: BasicDraft,
  business: BusinessDraft,
  plans: z.array(PlanView),
  agreement: AgreementDraft,
};

export const ProductView = z.object({
  productId: z.string(),
  /** what the next save names */
  version: z.int(),
  type: ProductTypeName,
  status: ProductStatus,
  shelf: ShelfStatus,
  /** the version shown */
  number: z.int(),
  working: WorkingView.optional(),
  live: z.object({ number: z.int(), name: z.string() }).optional(),
  createdAt: z.iso.datetime(),
  listedAt: z.iso.datetime().optional(),
  delistedAt: z.iso.datetime().optional(),
  ...StepsView,
  states: z.array(
    z.object({ step: z.enum(stepNames), complete: z.boolean(), problems: z.array(FieldProblemView) }),
  ),
  findings: z.array(FindingView).optional(),
  /** while the version is in review */
  review: CaseView.optional(),
  /** an operator's latest word on this version */
  outcome: OutcomeView.optional(),
});

/** What saving a step says: whether it could be submitted as it is, and every field that could not. Pointers as in the request. */
export const StepAnswer = z.object({
  productId: z.string(),
  /** what the next save names */
  version: z.int(),
  number: z.int(),
  step: z.enum(stepNames),
  complete: z.boolean(),
  problems: z.array(FieldProblemView),
});

export const ProductRow = z.object({
  productId: z.string(),
  sellerId: z.string(),
  type: ProductTypeName,
  /** its beginning; long names are cut */
  name: z.string().optional(),
  status: ProductStatus,
  /** status of the change to a product that has a live version */
  change: VersionStatus.optional(),
  submittedAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime().optional(),
});

export const ListedProduct = ProductRow.extend({ createdAt: z.iso.datetime() });
const filters = {
  status: ProductStatus.optional(),
  type: ProductTypeName.optional(),
  /** in its name and id */
  q: searchText,
};

/** With the plan as it was saved. */
export const PlanAnswer = StepAnswer.extend({ plan: PlanView });

export const DeletedProduct = z.object({ productId: z.string(), deleted: z.literal(true) });

const base = '/v1/seller/products';
const one = z.strictObject({ productId: ProductId });
const seller = { auth: 'seller', idempotency: 'optional' } as const;
const editErrors = [catalogueErrors.product_not_found, catalogueErrors.product_under_review] as const;
const planErrors = [...editErrors, catalogueErrors.plan_not_found] as const;

export const productsContract = defineContract({
  createProduct: {
    ...seller,
    method: 'POST',
    path: base,
    summary: { zh: '创建商品草稿', en: 'Create a product draft' },
    input: z.strictObject({ type: ProductTypeName, name: shownLine(1, 200).optional() }),
    output: ProductView,
    status: 201,
    errors: [catalogueErrors.product_name_taken, kernelErrors.limit_reached],
  },
  listProducts: {
    method: 'GET',
    path: base,
    summary: { zh: '我的商品列表', en: 'List own products' },
    auth: 'seller',
    idempotency: 'no',
    input: listInput(filters),
    output: pageOf(ListedProduct),
    errors: [],
  },
  listProductsOfSeller: {
    method: 'GET',
    path: '/v1/operator/products',
    summary: { zh: '运营查看服务商的商品（含草稿）', en: "List a seller's products, drafts as well" },
    auth: 'operator',
    idempotency: 'no',
    input: listInput({ ...filters, sellerId: idInput('sel') }),
    output: pageOf(ListedProduct),
    errors: [],
  },
  showProduct: {
    method: 'GET',
    path: `${base}/{productId}`,
    summary: { zh: '查看商品', en: 'Show an own product with what each step lacks' },
    auth: 'seller',
    idempotency: 'no',
    input: one,
    output: ProductView,
    errors: [catalogueErrors.product_not_found],
  },
  saveAccess: {
    ...seller,
    locks: 'required',
    method: 'PUT',
    path: `${base}/{productId}/access`,
    summary: { zh: '保存接入信息', en: 'Save step 1: name, icon, access' },
    input: AccessDraft.extend({ productId: ProductId }),
    output: StepAnswer,
    errors: [...editErrors, catalogueErrors.product_name_taken, catalogueErrors.product_renamed_with_prefix],
  },
  saveBasic: {
    ...seller,
    locks: 'required',
    method: 'PUT',
    path: `${base}/{productId}/basic`,
    summary: { zh: '保存基本信息', en: 'Save step 2: pictures, texts, guide, support' },
    input: BasicDraft.extend({ productId: ProductId }),
    output: StepAnswer,
    errors: editErrors,
  },
  saveBusiness: {
    ...seller,
    locks: 'required',
    method: 'PUT',
    path: `${base}/{productId}/business`,
    summary: { zh: '保存业务信息', en: 'Save step 3: category, tags, documents' },
    input: BusinessDraft.extend({ productId: ProductId }),
    output: StepAnswer,
    errors: editErrors,
  },
  saveAgreement: {
    ...seller,
    locks: 'required',
    method: 'PUT',
    path: `${base}/{productId}/agreement`,
    summary: { zh: '保存用户协议和下架政策', en: 'Save step 5: agreement and delisting policy' },
    input: AgreementDraft.extend({ productId: ProductId }),
    output: StepAnswer,
    errors: editErrors,
  },
  addPlan: {
    ...seller,
    locks: 'required',
    method: 'POST',
    path: `${base}/{productId}/plans`,
    summary: { zh: '添加规格', en: 'Add a plan' },
    input: planInput({ productId: ProductId }),
    output: PlanAnswer,
    status: 201,
    errors: [...editErrors, catalogueErrors.too_many_plans],
  },
  changePlan: {
    ...seller,
    locks: 'required',
    method: 'PUT',
    path: `${base}/{productId}/plans/{planId}`,
    summary: { zh: '修改规格', en: 'Replace a plan' },
    input: planInput({ productId: ProductId, planId: PlanId }),
    output: PlanAnswer,
    errors: planErrors,
  },
  removePlan: {
    ...seller,
    locks: 'required',
    method: 'DELETE',
    path: `${base}/{productId}/plans/{planId}`,
    summary: { zh: '删除规格', en: 'Remove a plan' },
    input: z.strictObject({ productId: ProductId, planId: PlanId }),
    output: StepAnswer,
    errors: planErrors,
  },
  sortPlans: {
    ...seller,
    locks: 'required',
    method: 'PUT',
    path: `${base}/{productId}/plan-order`,
    summary: { zh: '调整规格顺序', en: 'Order the plans' },
    input: z.strictObject({ productId: ProductId, planIds: z.array(PlanId).max(100) }),
    output: StepAnswer,
    errors: [...editErrors, catalogueErrors.plan_order_wrong],
  },
  previewProduct: {
    method: 'GET',
    path: `${base}/{productId}/preview`,
    summary: { zh: '预览商品页面', en: 'See the page as buyers would' },
    auth: 'seller',
    idempotency: 'no',
    input: one,
    output: ProductPage,
    errors: [catalogueErrors.product_not_found],
  },
  submitProduct: {
    ...seller,
    method: 'POST',
    path: `${base}/{productId}/submissions`,
    summary: { zh: '提交审核', en: 'Submit for review' },
    input: one,
    output: ProductView,
    status: 201,
    errors: [
      catalogueErrors.product_not_found,
      catalogueErrors.nothing_to_submit,
      catalogueErrors.version_not_movable,
      catalogueErrors.product_not_submittable,
    ],
  },
  withdrawProduct: {
    ...seller,
    locks: 'optional',
    method: 'POST',
    path: `${base}/{productId}/withdrawals`,
    summary: { zh: '撤回审核中的商品', en: 'Withdraw a version from review' },
    input: one,
    output: ProductView,
    status: 201,
    errors: [catalogueErrors.product_not_found, catalogueErrors.product_not_in_review],
  },
  deleteProduct: {
    ...seller,
    locks: 'required',
    method: 'DELETE',
    path: `${base}/{productId}`,
    summary: { zh: '删除从未通过审核的商品', en: 'Delete a product that was never approved' },
    input: one,
    output: DeletedProduct,
    errors: [catalogueErrors.product_not_found, catalogueErrors.product_not_draft],
  },
  putOnSale: {
    ...seller,
    method: 'POST',
    path: `${base}/{productId}/listings`,
    summary: { zh: '上架', en: 'Put on sale' },
    input: one,
    output: ProductRow,
    status: 201,
    errors: [
      catalogueErrors.product_not_found,
      catalogueErrors.not_approved,
      catalogueErrors.shelf_not_movable,
      catalogueErrors.seller_not_ready,
      catalogueErrors.thing_changed_since_review,
    ],
  },
  takeOffSale: {
    ...seller,
    method: 'POST',
    path: `${base}/{productId}/delistings`,
    summary: { zh: '下架', en: 'Take off sale' },
    input: one,
    output: ProductRow,
    status: 201,
    errors: [catalogueErrors.product_not_found, catalogueErrors.shelf_not_movable],
  },
});
