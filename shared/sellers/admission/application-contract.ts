import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import { listInput, pageOf, searchText } from '../../kernel/page.ts';
import { sellerErrors } from '../errors.ts';
import { Documents } from '../form-parts.ts';
import { MarketName } from '../view-parts.ts';
import { ApplicationStatus } from './application.ts';
import {
  AgreementAcceptance,
  Applicant,
  Authorization,
  Contact,
  Plan,
  Service,
} from './application-parts.ts';
import { ApplicationRow, ApplicationView } from './views.ts';

export const ApplicationId = z.string().regex(/^app_[0-9a-z]{1,60}$/);

const applicationId = { applicationId: ApplicationId };
const chosen = { markets: z.array(MarketName).min(1).max(8), consignment: z.boolean().default(false) };
const editing = {
  method: 'PUT',
  auth: 'buyer',
  idempotency: 'optional',
  locks: 'required',
  output: ApplicationView,
  errors: [sellerErrors.application_not_found, sellerErrors.application_not_editable],
} as const;

export const DeletedApplication = z.object({ applicationId: z.string(), deleted: z.literal(true) });

/** What applicants do. Input and output of a part are the same fields; a part is replaced as a whole. */
export const applicationContract = defineContract({
  createApplication: {
    method: 'POST',
    path: '/v1/applications',
    summary: { zh: '新建入驻申请（草稿）', en: 'Start an application for admission' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject(chosen),
    output: ApplicationView,
    status: 201,
    errors: [sellerErrors.identity_not_verified, kernelErrors.limit_reached],
  },
  listApplications: {
    method: 'GET',
    path: '/v1/applications',
    summary: { zh: '我的入驻申请', en: 'List my applications' },
    auth: 'buyer',
    idempotency: 'no',
    input: listInput({ status: ApplicationStatus.optional(), markets: MarketName.optional(), q: searchText }),
    output: pageOf(ApplicationRow),
    errors: [],
  },
  showApplication: {
    method: 'GET',
    path: '/v1/applications/{applicationId}',
    summary: { zh: '查看入驻申请', en: 'Show one of my applications' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject(applicationId),
    output: ApplicationView,
    errors: [sellerErrors.application_not_found],
  },
  saveMarkets: {
    ...editing,
    path: '/v1/applications/{applicationId}/markets',
    summary: { zh: '保存申请入驻的集市', en: 'Save the markets that are applied for' },
    input: z.strictObject({ ...applicationId, ...chosen }),
  },
  saveApplicant: {
    ...editing,
    path: '/v1/applications/{applicationId}/applicant',
    summary: { zh: '保存申请主体', en: 'Save who applies' },
    input: Applicant.extend(applicationId),
  },
  saveContact: {
    ...editing,
    path: '/v1/applications/{applicationId}/contact',
    summary: { zh: '保存联系人', en: 'Save the contact' },
    input: Contact.extend(applicationId),
  },
  saveDocuments: {
    ...editing,
    path: '/v1/applications/{applicationId}/documents',
    summary: { zh: '保存证件材料', en: 'Save the documents' },
    input: Documents.extend(applicationId),
  },
  saveService: {
    ...editing,
    path: '/v1/applications/{applicationId}/service',
    summary: { zh: '保存服务能力', en: 'Save the service promise' },
    input: Service.extend(applicationId),
  },
  saveAuthorization: {
    ...editing,
    path: '/v1/applications/{applicationId}/authorization',
    summary: { zh: '保存 API 数据授权', en: 'Save the API data authorization' },
    input: Authorization.extend(applicationId),
  },
  savePlan: {
    ...editing,
    path: '/v1/applications/{applicationId}/plan',
    summary: { zh: '保存运营计划', en: 'Save the operation plan' },
    input: Plan.extend(applicationId),
  },
  saveAgreements: {
    ...editing,
    path: '/v1/applications/{applicationId}/agreements',
    summary: { zh: '接受协议', en: 'Accept the agreements' },
    input: z.strictObject({ ...applicationId, accepted: z.array(AgreementAcceptance).max(10) }),
  },
  deleteApplication: {
    method: 'DELETE',
    path: '/v1/applications/{applicationId}',
    summary: { zh: '删除草稿申请', en: 'Delete an application that is a draft' },
    auth: 'buyer',
    idempotency: 'optional',
    locks: 'required',
    input: z.strictObject(applicationId),
    output: DeletedApplication,
    errors: [sellerErrors.application_not_found, sellerErrors.application_not_draft],
  },
  withdrawApplication: {
    method: 'POST',
    path: '/v1/applications/{applicationId}/withdrawals',
    summary: { zh: '撤回审核中的申请', en: 'Withdraw an application from review' },
    auth: 'buyer',
    idempotency: 'optional',
    locks: 'optional',
    input: z.strictObject(applicationId),
    output: ApplicationView,
    status: 201,
    errors: [sellerErrors.application_not_found, sellerErrors.application_not_in_review],
  },
  submitApplication: {
    method: 'POST',
    path: '/v1/applications/{applicationId}/submissions',
    summary: { zh: '提交入驻申请', en: 'Hand the application in' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject(applicationId),
    output: ApplicationView,
    status: 201,
    errors: [
      sellerErrors.application_not_found,
      sellerErrors.application_status,
      sellerErrors.application_incomplete,
      sellerErrors.identity_not_verified,
      sellerErrors.legal_identity_taken,
      sellerErrors.legal_identity_expelled,
    ],
  },
});
