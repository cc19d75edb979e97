import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkNearCopy,
  signatureBands,
  similarityPercent,
  textSignature,
} from '../../../shared/catalogue/text-checks/near-copy.ts';

const text =
  '本接口提供全国三千多个城市与区县的实时天气、未来十五天预报、逐小时预报、空气质量与生活指数，数据每十分钟更新一次，返回 JSON，支持按城市名称、行政区划代码或经纬度查询，适合出行、物流与农业应用接入。';
const other =
  '企业信息查询接口汇集工商登记、股东结构、对外投资、知识产权与司法公告等公开信息，可按名称或统一社会信用代码检索，用于客户准入、供应商管理与风险监测，结果附更新日期与来源。';
const sign = (value: string) => textSignature(value) ?? '';

describe('near copies', () => {
  test('a signature is small and does not depend on spacing, punctuation and traditional forms', () => {
    expect(sign(text)).toHaveLength(172);
    expect(sign([...text].join(' ').replaceAll('，', '！'))).toBe(sign(text));
    expect(sign(text.replaceAll('天气', '天氣'))).toBe(sign(text));
  });

  test('a few changed words are a near copy, another text is not', () => {
    const changed = text.replace('三千多个', '两千多个').replace('每十分钟', '每半小时');
    expect(similarityPercent(sign(text), sign(changed))).toBeGreaterThanOrEqual(75);
    expect(similarityPercent(sign(text), sign(other))).toBeLessThan(15);
    const shared = new Set(signatureBands(sign(text)));
    expect(signatureBands(sign(changed)).some((band) => shared.has(band))).toBe(true);
    expect(signatureBands(sign(other)).some((band) => shared.has(band))).toBe(false);
  });

  test('warns of the most similar product of another seller only', () => {
    const others = [
      { productId: 'prd_own', sellerId: 'sel_1', signature: sign(text) },
      { productId: 'prd_copy', sellerId: 'sel_2', signature: sign(text) },
      { productId: 'prd_else', sellerId: 'sel_3', signature: sign(other) },
    ];
    expect(checkNearCopy('/basic/description', 'sel_1', sign(text), others)).toMatchObject([
      { code: 'near_copy', severity: 'warning', excerpt: 'prd_copy' },
    ]);
    expect(checkNearCopy('/basic/description', 'sel_1', sign(other), others.slice(0, 2))).toEqual([]);
  });

  test('too little text has no signature', () => expect(textSignature('天气预报接口')).toBeUndefined());

  test('estimates the share of common shingles within a fair margin', () => {
    const letters = fc.array(fc.integer({ min: 0x4e00, max: 0x8fff }), { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 40, max: 199 }), (left, right, cut) => {
        const [a, b] = [left, [...left.slice(0, cut), ...right.slice(cut)]].map((points) =>
          String.fromCodePoint(...points),
        );
        const shares = [a, b].map(
          (value = '') =>
            new Set(Array.from({ length: value.length - 2 }, (_, at) => value.slice(at, at + 3))),
        );
        const [first = new Set(), second = new Set()] = shares;
        const common = [...first].filter((shingle) => second.has(shingle)).length;
        const exact = (100 * common) / (first.size + second.size - common);
        expect(Math.abs(similarityPercent(sign(a ?? ''), sign(b ?? '')) - exact)).toBeLessThan(32);
      }),
      { numRuns: 50 },
    );
  });
});
