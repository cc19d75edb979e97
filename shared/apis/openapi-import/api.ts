/** Where a parameter of an API travels: `form` is a field of a form, `body` a field at the top of a JSON body. */
export const parameterPlaces = ['path', 'query', 'header', 'form', 'body'] as const;
export type ParameterPlace = (typeof parameterPlaces)[number];

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

/** A media type as a header may carry it; `*` stands where the document leaves it open. */
export const mediaTypeForm = /^[\w.+*-]+\/[\w.+*-]+(; ?[\w-]+=[\w."+-]+)*$/;

export const isForm = (mediaType: string): boolean =>
  /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(mediaType);

/** The body of a request as a whole: its media type, and an example where it is not a form of several parts. */
export type ApiBody = { type: string; required: boolean; description?: string; example?: string };

/** What tells a parameter from the others of its API. */
export const parameterKey = ({ place, name }: Pick<ApiParameter, 'name' | 'place'>): string =>
  `${place} ${place === 'header' ? name.toLowerCase() : name}`;

/** One API of a group, typed in or imported. `sampleAnswer` is JSON or plain text. (`docs/rules/5-api-calls.md`, "API groups") */
export type Api = {
  method: ApiMethod;
  pathTemplate: string;
  operationId?: string;
  summary: string;
  parameters: ApiParameter[];
  body?: ApiBody;
  sampleAnswer?: string;
};

/** What an API is counted and shown under in figures; unique within a group. */
export const apiIdOf = ({
  method,
  pathTemplate,
  operationId,
}: Pick<Api, 'method' | 'pathTemplate' | 'operationId'>): string =>
  operationId ?? `${method} ${pathTemplate}`;

/** DynamoDB allows 1,024 bytes for a sort key, and figures are kept under one that holds the id, a time and an app. */
export const apiIdBytesMost = 700;

/** What is taken by a value in an answer: its body is JSON, and is itself a text within JSON on its way out of the function. */
export const bytesInAnswer = (value: unknown): number =>
  Buffer.byteLength(JSON.stringify(JSON.stringify(value)));

/** What is wrong and where: a JSON pointer into the document or form, a stable code, a sentence for people. */
export type ImportProblem = { pointer: string; code: string; zh: string; en: string };

export const problemAt = (pointer: string, code: string, zh: string, en: string): ImportProblem => ({
  pointer,
  code,
  zh,
  en,
});

/** How much one document may hold. */
export const defaultImportLimits = {
  textBytes: 1_048_576,
  apis: 500,
  /** looked at; of most, no more than a reason is told */
  operations: 5_000,
  parametersPerApi: 60,
  mediaTypeLength: 100,
  summaryLength: 200,
  descriptionLength: 500,
  sampleLength: 4_000,
  aliasUses: 2_000,
  referenceLength: 1_000,
  referenceHops: 20,
  /** of references, parameters, texts and nodes of samples; some five times what the largest honest documents need */
  steps: 600_000,
  /** of all APIs together, as `bytesInAnswer` counts them: the answer that shows them must stay below the 6 MiB of a function's */
  apisBytes: 5_000_000,
  /** told at most; further ones are only counted */
  problems: 50,
};
export type ImportLimits = typeof defaultImportLimits;
