import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { kernelErrors } from '../kernel/errors.ts';
import { listInput, pageOf, searchText } from '../kernel/page.ts';
import { shownLine } from '../kernel/text/shown-text.ts';
import { AppView } from './apps/app.ts';
import { meteringErrors } from './errors.ts';
import { UsageRow } from './usage/usage.ts';
import { UsageInput } from './usage/usage-input.ts';

const appId = z.string().regex(/^cap_[0-9a-z]{26}$/);

export const UsageView = z.object({
  entitlementId: z.string(),
  total: z.int().min(0),
  used: z.int().min(0),
  left: z.int().min(0),
  ...pageOf(UsageRow).shape,
});

/** Without the secret. */
export const AppRow = AppView.omit({ appSecret: true, version: true });

export const DeletedApp = z.object({ appId: z.string(), deleted: z.literal(true) });

export const meteringContract = defineContract({
  createApp: {
    method: 'POST',
    path: '/v1/apps',
    summary: {
      zh: '创建应用，AppCode 与 AppSecret 只显示一次',
      en: 'Create an app; its AppCode and AppSecret are shown once',
    },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject({ name: shownLine(1, 50) }),
    output: AppView,
    status: 201,
    errors: [kernelErrors.limit_reached],
  },
  listApps: {
    method: 'GET',
    path: '/v1/apps',
    summary: { zh: '我的应用', en: 'List my apps' },
    auth: 'buyer',
    idempotency: 'no',
    /** `q`: in its name and AppKey */
    input: listInput({ q: searchText }),
    output: pageOf(AppRow),
    errors: [],
  },
  showApp: {
    method: 'GET',
    path: '/v1/apps/{appId}',
    summary: { zh: '查看应用', en: 'Show an app' },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ appId }),
    output: AppView,
    errors: [meteringErrors.app_not_found],
  },
  resetAppSecrets: {
    method: 'POST',
    path: '/v1/apps/{appId}/secret-resets',
    summary: { zh: '重置 AppCode 与 AppSecret', en: 'Replace an app’s AppCode and AppSecret' },
    auth: 'buyer',
    idempotency: 'optional',
    input: z.strictObject({ appId }),
    output: AppView,
    status: 201,
    errors: [meteringErrors.app_not_found],
  },
  deleteApp: {
    method: 'DELETE',
    path: '/v1/apps/{appId}',
    summary: { zh: '删除应用', en: 'Delete an app; its AppCode stops working' },
    auth: 'buyer',
    idempotency: 'optional',
    locks: 'optional',
    input: z.strictObject({ appId }),
    output: DeletedApp,
    errors: [meteringErrors.app_not_found],
  },
  showUsage: {
    method: 'GET',
    path: '/v1/entitlements/{entitlementId}/usage',
    summary: { zh: '查看我的用量', en: 'Show the usage of my entitlement' },
    auth: 'buyer',
    idempotency: 'no',
    input: UsageInput,
    output: UsageView,
    errors: [meteringErrors.usage_not_found],
  },
  showSellerUsage: {
    method: 'GET',
    path: '/v1/seller/entitlements/{entitlementId}/usage',
    summary: { zh: '查看用户的用量', en: 'Show the usage of an entitlement to my product' },
    auth: 'seller',
    idempotency: 'no',
    input: UsageInput,
    output: UsageView,
    errors: [meteringErrors.usage_not_found],
  },
});
