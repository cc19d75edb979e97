import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { syllableOf, syllablesOf } from '../../../shared/catalogue/search/pinyin.ts';
import {
  defaultSearchWordLimits,
  queryWords,
  searchWords,
} from '../../../shared/catalogue/search/search-words.ts';

const name = '全国天气预报查询接口 Weather API v3';
const product = {
  name,
  tags: ['气象', '空气质量'],
  category: ['生活服务', '天气'],
  summary: '按城市名称或经纬度查实时天气与预报',
  description: '适合出行、物流与农业应用接入，返回 JSON。',
};
const words = new Set(searchWords(product));
const finds = (query: string) =>
  queryWords(query).length > 0 && queryWords(query).every((word) => words.has(word));

describe('search words', () => {
  test('a product is found by Chinese, English, traditional width and pinyin words', () => {
    for (const query of [
      '天气',
      '天气预报',
      '天气 查询',
      'weather',
      'ＷＥＡＴＨＥＲ ａｐｉ',
      '空气质量',
      '气象',
      '物流',
      '经纬度',
      '农业',
      'tianqi',
      'yubao',
      'qixiang',
      'kqzl',
      'json',
      '天气预报 api',
    ]) {
      expect([query, finds(query)]).toEqual([query, true]);
    }
    for (const query of ['股票', '天气 股票', 'payment', '', '！？'])
      expect([query, finds(query)]).toEqual([query, false]);
  });

  test('any piece of two or more characters of a Chinese name finds it, wherever it is cut', () => {
    const sign = fc.constantFrom(...'全国天气预报查询接口企业信息发票识别身份证的与和一个可以提供');
    fc.assert(
      fc.property(
        fc.array(sign, { minLength: 2, maxLength: 40 }),
        fc.nat(),
        fc.nat(),
        (signs, from, length) => {
          const start = from % (signs.length - 1);
          const piece = signs.slice(start, start + 2 + (length % (signs.length - start - 1)));
          const index = new Set(searchWords({ name: signs.join('') }));
          for (const word of queryWords(piece.join(''))) expect(index).toContain(word);
        },
      ),
    );
  });

  test('the whole name always finds the product', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'grapheme' }), (any) => {
        const index = new Set(searchWords({ name: any }, { ...defaultSearchWordLimits, perProduct: 200 }));
        for (const word of queryWords(any)) expect(index).toContain(word);
      }),
    );
  });
});

describe('the choice of search words', () => {
  test('the number of words is bounded', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000, unit: 'binary' }), (description) => {
        const found = searchWords({ ...product, description });
        expect(found.length).toBeLessThanOrEqual(60);
        expect(new Set(found).size).toBe(found.length);
        expect(queryWords(description).length).toBeLessThanOrEqual(8);
      }),
    );
    expect(words.size).toBeLessThanOrEqual(60);
  });

  test('words without meaning are asked for only when there is nothing else', () => {
    expect(queryWords('我们')).toEqual(['我们']);
    expect(queryWords('the weather')).toEqual(['weather']);
  });
});

describe('pinyin', () => {
  test('usual readings', () => {
    expect(syllablesOf('天气预报查询企业信息身份证识别').join(' ')).toBe(
      'tian qi yu bao cha xun qi ye xin xi shen fen zheng shi bie',
    );
    expect(syllablesOf('绿色旅行女装长度地址调用').join(' ')).toBe(
      'lv se lv xing nv zhuang chang du di zhi diao yong',
    );
    expect(syllableOf('a')).toBeUndefined();
    expect(syllableOf('。')).toBeUndefined();
  });
});
