import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';

const address = z
  .string()
  .meta({ description: '绝对地址，或相对于本接口地址的路径 / an absolute address, or a path on this API' });

export const IndexView = z.strictObject({ name: z.string(), links: z.record(z.string(), address) });
export const OpenApiDocument = z.record(z.string(), z.unknown());

export const metaContract = defineContract({
  showIndex: {
    method: 'GET',
    path: '/v1',
    summary: {
      zh: '入口：文档和首批可用的地址',
      en: 'Where to begin: the documentation and the first addresses',
    },
    auth: 'public',
    idempotency: 'no',
    input: z.strictObject({}),
    output: IndexView,
    errors: [],
  },
  showOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    summary: { zh: '本接口文档（OpenAPI 3.1）', en: 'This document (OpenAPI 3.1)' },
    auth: 'public',
    idempotency: 'no',
    input: z.strictObject({}),
    output: OpenApiDocument,
    errors: [],
  },
});
