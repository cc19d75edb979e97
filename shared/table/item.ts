import { marshall } from '@aws-sdk/util-dynamodb';
import type { Attributes } from '../kernel/change.ts';

/** The engine's form of an attribute map; undefined values are left out. */
export const toItem = (attributes: Attributes) => marshall(attributes, { removeUndefinedValues: true });
