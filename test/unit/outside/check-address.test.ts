import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultAddressRules } from '../../../shared/outside/seller-endpoint/address-policy.ts';
import { checkAddress } from '../../../shared/outside/seller-endpoint/check-address.ts';
import { isPublicAddress } from '../../../shared/outside/seller-endpoint/public-address.ts';
import { hostileAddresses, hostileResolutions } from './hostile-addresses.ts';

describe('checking an address when it is saved', () => {
  it.each(hostileAddresses)('refuses %s in both languages', (address) => {
    const refused = checkAddress(address, { ...defaultAddressRules, allowLoopback: false });
    expect(refused?.code).toBeTruthy();
    expect(refused?.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(refused?.en).toMatch(/[a-z]/);
  });

  it.each([
    'https://hooks.seller.cn/spi?product=1',
    'https://HOOKS.Seller.CN:443/',
    'https://8.8.8.8/spi',
    'https://[2606:4700::1111]/spi',
    'https://商家.中国/spi',
    'https://a.b.c.example/?x=%27*~',
  ])('accepts %s', (address) =>
    expect(checkAddress(address, { ...defaultAddressRules, allowLoopback: false })).toBeUndefined(),
  );

  it('accepts ports of the configured list only', () => {
    const policy = { ports: [443, 8443], allowLoopback: false };
    expect(checkAddress('https://hooks.seller.cn:8443/', policy)).toBeUndefined();
    expect(checkAddress('https://hooks.seller.cn:8444/', policy)).toEqual({
      code: 'port',
      zh: '不能使用该端口，只能是 443, 8443',
      en: 'This port may not be used, only 443, 8443.',
    });
  });

  it('lets the local run call loopback on any port, and nothing else that is private', () => {
    const local = { ports: [443], allowLoopback: true };
    for (const address of [
      'http://127.0.0.1:4100/',
      'http://localhost:80/',
      'http://[::1]:9/',
      'https://127.0.0.1:4100/',
    ]) {
      expect(checkAddress(address, local)).toBeUndefined();
    }
    for (const address of [
      'http://10.0.0.1/',
      'http://hooks.seller.cn/',
      'https://192.168.1.1/',
      'http://0x7f.1/',
      'http://api.localhost/',
    ]) {
      expect(checkAddress(address, local)?.code).toBeTruthy();
    }
  });
});

describe('telling private addresses from public ones', () => {
  it('never takes a private IPv4 address for a public one, plain or inside IPv6', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const privateIPv4 = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127, 224, 239, 240, 255), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
    );
    fc.assert(
      fc.property(privateIPv4, ([a, b, c, d]) => {
        const dotted = `${a}.${b}.${c}.${d}`;
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        expect(isPublicAddress(dotted)).toBe(false);
        for (const host of [
          dotted,
          `${number}`,
          `0x${number.toString(16)}`,
          `[::ffff:${dotted}]`,
          `[::${dotted}]`,
          `[64:ff9b::${dotted}]`,
        ]) {
          expect(
            checkAddress(`https://${host}/`, { ...defaultAddressRules, allowLoopback: false }),
          ).toBeDefined();
        }
      }),
    );
  });

  it.each(hostileResolutions)('does not take %s for a public address', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  );
});
