import type { Dialect } from './dialect.ts';
import { native } from './native/native.ts';

/** Every protocol that sellers' systems may speak; one module each. */
export const dialects = { [native.name]: native } as const satisfies Readonly<Record<string, Dialect>>;

export type DialectName = keyof typeof dialects;
export const dialectNames = Object.keys(dialects) as [DialectName, ...DialectName[]];

/** Which an endpoint speaks whose seller names none. */
export const usualDialect: DialectName = native.name;

export const dialectOf = (name: DialectName): Dialect => dialects[name];
