/** Where a parameter of an API travels; `body` is the request body as a whole. */
export type ParameterPlace = 'path' | 'query' | 'header' | 'body';

export type ApiParameter = {
  name: string;
  place: ParameterPlace;
  required: boolean;
  type?: string;
  description?: string;
  example?: string;
};

export const apiMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type ApiMethod = (typeof apiMethods)[number];

/** One API of a group, typed in or imported. `sampleAnswer` is JSON or plain text. (`spec/5-api-calls.md`, "API groups") */
export type Api = {
  method: ApiMethod;
  pathTemplate: string;
  operationId?: string;
  summary: string;
  parameters: ApiParameter[];
  sampleAnswer?: string;
};

/** What is wrong and where: a JSON pointer into the document or form, a stable code, a sentence for people. */
export type ImportProblem = { pointer: string; code: string; zh: string; en: string };

/** How much one document may hold. */
export const defaultImportLimits = {
  textBytes: 1_048_576,
  apis: 500,
  parametersPerApi: 60,
  summaryLength: 200,
  descriptionLength: 500,
  sampleLength: 4_000,
  aliasUses: 2_000,
  referenceHops: 20,
  problems: 50,
};
export type ImportLimits = typeof defaultImportLimits;

/** One step of a JSON pointer (RFC 6901). */
export const pointerStep = (key: string | number): string => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
