import type { RequestOptions } from 'node:https';
import { describe, expect, it } from 'vitest';
import { defaultAddressRules } from '../../../shared/outside/seller-endpoint/address-policy.ts';
import type { ResolvedAddress } from '../../../shared/outside/seller-endpoint/resolve-target.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';
import { hostileAddresses, hostileResolutions } from './hostile-addresses.ts';

const addressOf = (address: string): ResolvedAddress => ({ address, family: address.includes(':') ? 6 : 4 });

/** A sender whose connections are never opened: it notes what would have been connected to. */
function watchedSender(answers: readonly (readonly string[])[]) {
  const opened: RequestOptions[] = [];
  let resolutions = 0;
  const { send } = createSender(
    { ...defaultAddressRules, allowLoopback: false },
    {
      resolve: async () => (answers[resolutions++] ?? answers.at(-1) ?? []).map(addressOf),
      request: (_scheme, options) => {
        opened.push(options);
        throw new Error('not opened in this test');
      },
    },
  );
  return { send, opened, resolutions: () => resolutions };
}

describe('the sender', () => {
  it.each(hostileAddresses)('opens no connection for %s', async (url) => {
    const { send, opened } = watchedSender([['8.8.8.8']]);
    expect(await send({ url, method: 'POST', timeoutMs: 1000 })).toMatchObject({
      kind: 'failed',
      errorClass: 'refused_address',
    });
    expect(opened).toHaveLength(0);
  });

  it.each(hostileResolutions)(
    'opens no connection for a name that resolves to %s, alone or among public addresses',
    async (address) => {
      for (const answer of [[address], ['8.8.8.8', address]]) {
        const { send, opened } = watchedSender([answer]);
        const result = await send({ url: 'https://hooks.seller.cn/', method: 'POST', timeoutMs: 1000 });
        expect(result).toMatchObject({ kind: 'failed', errorClass: 'refused_address' });
        expect(JSON.stringify(result)).not.toContain(address);
        expect(opened).toHaveLength(0);
      }
    },
  );

  it('connects to the checked address even if the name then resolves to another one', async () => {
    const { send, opened, resolutions } = watchedSender([
      ['8.8.8.8', '2606:4700::1111'],
      ['169.254.169.254'],
    ]);
    await send({ url: 'https://hooks.seller.cn/', method: 'POST', timeoutMs: 1000 });
    const pinned = opened[0]?.lookup;
    const seen: unknown[] = [];
    for (let i = 0; i < 3; i += 1) {
      pinned?.('hooks.seller.cn', { all: true }, (_error, found) => seen.push(found));
      pinned?.('hooks.seller.cn', {}, (_error, found) => seen.push(found));
    }
    const all = ['8.8.8.8', '2606:4700::1111'].map(addressOf);
    expect(seen).toEqual([all, '8.8.8.8', all, '8.8.8.8', all, '8.8.8.8']);
    expect(resolutions()).toBe(1);
  });

  it('tells a name that does not resolve from one that takes too long', async () => {
    const gone = createSender(
      { ...defaultAddressRules, allowLoopback: false },
      {
        resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })),
      },
    );
    expect(await gone.send({ url: 'https://gone.seller.cn/', method: 'GET', timeoutMs: 1000 })).toMatchObject(
      {
        errorClass: 'dns',
        detail: 'ENOTFOUND',
      },
    );
    const slow = createSender(
      { ...defaultAddressRules, allowLoopback: false },
      { resolve: () => new Promise(() => {}) },
    );
    expect(await slow.send({ url: 'https://slow.seller.cn/', method: 'GET', timeoutMs: 20 })).toMatchObject({
      errorClass: 'timeout',
    });
  });

  it('does not call a private address over a public name in the local run either', async () => {
    const local = createSender(
      { ports: [443], allowLoopback: true },
      { resolve: async () => [addressOf('127.0.0.1')] },
    );
    expect(
      await local.send({ url: 'https://hooks.seller.cn/', method: 'GET', timeoutMs: 1000 }),
    ).toMatchObject({
      errorClass: 'refused_address',
    });
  });
});
