import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';

export const metaContract = defineContract({
  showOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    summary: { zh: '本接口文档（OpenAPI 3.1）', en: 'This document (OpenAPI 3.1)' },
    auth: 'public',
    idempotency: 'no',
    input: z.strictObject({}),
    output: z.record(z.string(), z.unknown()),
    errors: [],
  },
});
