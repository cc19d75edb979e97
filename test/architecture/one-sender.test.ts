import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** The one sender, whose guard keeps every address that a user typed away from private networks. */
const sender = 'shared/outside/seller-endpoint/';

/** Ways to open a connection. AWS's clients are no way to an address that a user typed. */
const connections = [
  /from\s+'(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises)'/,
  /(import|require)\(\s*'(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises)'\s*\)/,
  /\bfetch\s*\(/,
  /\bglobalThis\.fetch\b/,
  /\bnew\s+(WebSocket|EventSource)\b/,
  /from\s+'(undici|axios|got|node-fetch|ws)'/,
];

/** Connections to addresses that no user typed, each with its reason. */
const excused: Readonly<Record<string, string>> = {
  'shared/outside/aws/post.ts': "table and queues, at Amazon's addresses or the deployment's own",
  'shared/outside/payments/sandbox/send-callback.ts':
    "the payment sandbox calls the marketplace's own address, which the signed pay link carries",
};

const opening = (file: string): boolean => {
  const text = readFileSync(resolve(root, file), 'utf8').replaceAll(/^import type .*$/gm, '');
  return connections.some((connection) => connection.test(text));
};

test('only the sender for sellers’ endpoints opens connections', () => {
  const files = globSync('{shared,functions}/**/*.ts', { cwd: root });
  expect(files.length).toBeGreaterThan(150);
  const found = files.filter((file) => !file.startsWith(sender) && opening(file));
  expect(found.sort()).toEqual(Object.keys(excused).sort());
});

test('the check sees what opens connections', () => {
  expect(globSync(`${sender}*.ts`, { cwd: root }).filter(opening).length).toBeGreaterThanOrEqual(2);
});
