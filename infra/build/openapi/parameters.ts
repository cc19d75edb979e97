import type { Operation } from '../../../shared/kernel/contract.ts';
import { describeParameter } from './describe.ts';
import { filterExamples, parameterExample } from './examples.ts';
import { type InputParts, inputName, type Parameter } from './inputs.ts';

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  description:
    '同一键与同一内容只生效一次，重复请求得到首次的应答。 / The same key with the same body takes effect once; a repeat gets the first answer again.',
};

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string', pattern: '^"[0-9]+"$' },
};

/** Headers that several operations take, by their names among the components. */
export const parameters = {
  IdempotencyKey: { ...idempotencyKey, required: false },
  RequiredIdempotencyKey: { ...idempotencyKey, required: true },
  IfMatch: {
    ...ifMatch,
    description:
      '查看到的版本（ETag），可代替 version；两者须给其一。 / The version that was seen (its ETag), instead of version; one of both is needed.',
  },
  OptionalIfMatch: {
    ...ifMatch,
    description:
      '查看到的版本（ETag），可代替 version；都不给则不比较。 / The version that was seen (its ETag), instead of version; with neither nothing is compared.',
  },
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    schema: { type: 'string', default: 'zh' },
    description: '提示语言：zh 或 en / language of messages: zh or en',
  },
};

const shared = (name: keyof typeof parameters) => ({ $ref: `#/components/parameters/${name}` });

const keyOf = {
  no: [],
  optional: [shared('IdempotencyKey')],
  required: [shared('RequiredIdempotencyKey')],
} as const satisfies Record<Operation['idempotency'], unknown>;

const lockOf = {
  optional: shared('OptionalIfMatch'),
  required: shared('IfMatch'),
} as const satisfies Record<NonNullable<Operation['locks']>, unknown>;

const parameter = (operation: string, place: 'path' | 'query', { name, required, schema }: Parameter) => ({
  name,
  in: place,
  required,
  ...describeParameter(inputName(operation), name),
  schema: place === 'query' ? { ...schema, ...filterExamples(operation, name) } : schema,
  ...(place === 'path' && parameterExample(operation, name)),
});

/** What an operation takes beside its body. */
export const parametersOf = (
  name: string,
  { idempotency, locks }: Operation,
  { path, query }: InputParts,
) => [
  ...path.map((each) => parameter(name, 'path', each)),
  ...query.map((each) => parameter(name, 'query', each)),
  ...keyOf[idempotency],
  ...(locks ? [lockOf[locks]] : []),
  shared('AcceptLanguage'),
];
