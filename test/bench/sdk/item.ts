import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Attributes } from '../../../shared/kernel/change.ts';

type Item = Record<string, AttributeValue>;

/** `shared/table/item.ts` on Amazon's own library. */
export const toItem = (attributes: Attributes): Item => marshall(attributes, { removeUndefinedValues: true });
export const fromItem = (item: Item): Attributes => unmarshall(item);
