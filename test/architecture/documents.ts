import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { contracts } from '../../shared/contracts.ts';
import type { Operation } from '../../shared/kernel/contract.ts';

export const root = resolve(import.meta.dirname, '../..');
export const read = (file: string): string => readFileSync(resolve(root, file), 'utf8');
export const operations: readonly Operation[] = Object.values(contracts).flatMap((contract) =>
  Object.values(contract),
);

export const blocksOf = (text: string, language = '\\w+'): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);

/** `POST /v1/orders/{}/payments`: parameters of a contract, and what the shell or a person puts in their place, look alike. */
export const shape = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/\$\(.*$/, '{}')
    .replace(/\$?\{[^}]*\}|\$\w+/g, '{}');
export const known = new Set(operations.map(({ method, path }) => `${method} ${shape(path)}`));
export const knownPaths = new Set(operations.map(({ path }) => shape(path)));
