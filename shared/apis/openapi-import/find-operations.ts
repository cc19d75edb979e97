import { pointerStep } from '../../kernel/json/json-pointer.ts';
import { type ApiMethod, apiMethods, type ImportProblem, problemAt } from './api.ts';
import { named } from './foreign-text.ts';
import { isObject, member } from './json.ts';
import type { Reader } from './reader.ts';
import { failedReference, type Placed } from './references.ts';
import type { OpenReport } from './report.ts';

/** An operation of the document, references followed, before its parts are read. */
export type FoundOperation = {
  readonly method: ApiMethod;
  readonly pathTemplate: string;
  readonly pathPointer: string;
  /** the path item, and those that it refers to: what is given beside a reference counts too, and more than what is referred to */
  readonly pathItems: readonly Placed[];
  readonly operation: Placed;
};

/** What a path item may hold besides its operations. */
const otherKeys: ReadonlySet<string> = new Set(['$ref', 'summary', 'description', 'servers', 'parameters']);
const methodKeys: ReadonlySet<string> = new Set(apiMethods.map((method) => method.toLowerCase()));

const notAPathItem = (pointer: string): ImportProblem =>
  problemAt(
    pointer,
    'path_item_form',
    '路径下应是一个对象，写有各个操作',
    'Under a path, an object with its operations is expected',
  );

const notAnOperation = (pointer: string): ImportProblem =>
  problemAt(
    pointer,
    'operation_form',
    '这里应是一个操作（对象）',
    'An operation (an object) is expected here',
  );

const otherMethod = (pointer: string, key: string): ImportProblem =>
  problemAt(
    pointer,
    'method_not_supported',
    `不能导入 ${named(key)}：可以导入的方法是 ${[...methodKeys].join('、')}`,
    `${named(key)} cannot be imported; the methods that can are ${[...methodKeys].join(', ')}`,
  );

const operationsLeftOut = (pointer: string, most: number): ImportProblem =>
  problemAt(
    pointer,
    'operations_left_out',
    `只读取了前 ${most} 个操作，其后的操作没有导入，也没有计入`,
    `Only the first ${most} operations were looked at; those after them are neither imported nor counted`,
  );

/** The operations in the order of the document; a path or operation that leads nowhere, or has another form, is skipped. */
export function* operationsIn(reader: Reader, report: OpenReport): Generator<FoundOperation> {
  for (const [pathTemplate, value] of reader.entriesOf(member(reader.root, 'paths'))) {
    if (pathTemplate.startsWith('x-')) continue;
    const pathPointer = `/paths${pointerStep(pathTemplate)}`;
    const most = reader.limits.operations;
    if (report.metCount() >= most) return report.warn(operationsLeftOut(pathPointer, most));

    const passed: Placed[] = [];
    const target = reader.resolve({ value, pointer: pathPointer }, passed);
    if ('failed' in target) report.skip({ pathTemplate }, [failedReference(target)]);
    else if (!isObject(target.value)) report.skip({ pathTemplate }, [notAPathItem(target.pointer)]);
    else yield* operationsOf({ pathTemplate, pathPointer, pathItems: [...passed, target] }, reader, report);
  }
}

type FoundPath = Pick<FoundOperation, 'pathTemplate' | 'pathPointer' | 'pathItems'>;

function* operationsOf(path: FoundPath, reader: Reader, report: OpenReport): Generator<FoundOperation> {
  const { pathTemplate, pathItems } = path;
  for (const pathItem of pathItems) {
    for (const method of apiMethods) {
      const name = method.toLowerCase();
      const given = member(pathItem.value, name);
      if (given === undefined) continue;
      const operation = reader.resolve({ value: given, pointer: `${pathItem.pointer}/${name}` });
      if ('failed' in operation) report.skip({ pathTemplate, method }, [failedReference(operation)]);
      else if (isObject(operation.value)) yield { ...path, method, operation };
      else report.skip({ pathTemplate, method }, [notAnOperation(operation.pointer)]);
    }
    for (const [key] of reader.entriesOf(pathItem.value)) {
      reader.step();
      if (otherKeys.has(key) || methodKeys.has(key) || key.startsWith('x-')) continue;
      report.skip({ pathTemplate }, [otherMethod(`${pathItem.pointer}${pointerStep(key)}`, key)]);
    }
  }
}
