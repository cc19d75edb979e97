import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { idInput } from '../../kernel/id-input.ts';
import { apiErrors } from '../errors.ts';
import { ApiShape } from '../groups/contract.ts';

export const PlanApis = z.object({ accessPrefix: z.string(), apis: z.array(ApiShape) });

export const documentationContract = defineContract({
  listProductApis: {
    method: 'GET',
    path: '/v1/products/{productId}/plans/{planId}/apis',
    summary: { zh: '规格包含的 API 文档', en: 'Documentation of the APIs that a plan gives access to' },
    auth: 'public',
    idempotency: 'no',
    input: z.strictObject({ productId: idInput('prd'), planId: z.string().min(1).max(60) }),
    output: PlanApis,
    errors: [apiErrors.not_documented],
  },
  listEntitlementApis: {
    method: 'GET',
    path: '/v1/entitlements/{entitlementId}/apis',
    summary: {
      zh: '订购的 API 文档（下架后仍可查看）',
      en: 'Documentation of the APIs that I bought access to, on sale or not',
    },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ entitlementId: z.string().min(1).max(64) }),
    output: PlanApis,
    errors: [apiErrors.not_documented],
  },
});
