import { type Contract, itemOf, type Operation } from '../../../shared/kernel/contract.ts';
import type { Text } from '../../../shared/kernel/errors.ts';
import { bodyExample } from './examples.ts';
import { inputParts } from './inputs.ts';
import { parametersOf } from './parameters.ts';
import { responsesOf, type Shared } from './responses.ts';

const callers = {
  public: { zh: '任何人可调用。', en: 'Anybody may call it.' },
  user: { zh: '登录用户可调用。', en: 'Anybody signed in may call it.' },
  buyer: { zh: '登录用户（运营人员除外）可调用。', en: 'Anybody signed in but operators may call it.' },
  seller: { zh: '已入驻的服务商可调用。', en: 'Admitted sellers may call it.' },
  operator: { zh: '运营人员可调用。', en: 'Operators may call it.' },
} as const satisfies Record<Operation['auth'], Text>;

/** An operation with its place: the contract that it is an entry of, under which name, and the tag of that contract. */
export type Placed = {
  readonly name: string;
  readonly operation: Operation;
  readonly contract: Contract;
  readonly tag: string;
};

/** What the document says of one operation. */
export function operationObject({ name, operation, contract, tag }: Placed, shared: Shared) {
  const input = inputParts(name, operation, shared.schemas);
  const { zh, en } = operation.summary;
  return {
    operationId: name,
    tags: [tag],
    summary: `${zh} / ${en}`,
    description: `${callers[operation.auth].zh} / ${callers[operation.auth].en}`,
    security: operation.auth === 'public' ? [] : [{ person: [] }],
    parameters: parametersOf(name, operation, input),
    ...(input.body && {
      requestBody: {
        required: input.body.required,
        content: {
          'application/json': { schema: input.body.schema, ...bodyExample(name, operation) },
        },
      },
    }),
    responses: responsesOf(name, operation, { ...shared, madeId: itemOf(contract, operation)?.id }),
  };
}
