import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementTemplate } from '../../../shared/catalogue/agreement-template.ts';
import { isOneEditAway } from '../../../shared/catalogue/text-checks/brands.ts';
import { checkOffer } from '../../../shared/catalogue/text-checks/check-offer.ts';
import { checkTexts, defaultTextCheckRules } from '../../../shared/catalogue/text-checks/check-texts.ts';

const rules = { ...defaultTextCheckRules, allowedHosts: ['market.yunshi.cn'] };
const codes = (text: string) =>
  checkTexts([{ pointer: '/basic/summary', text }], rules).map(({ code }) => code);
const expectCode = (code: string, texts: readonly string[]) => {
  for (const text of texts) expect([text, codes(text)]).toEqual([text, expect.arrayContaining([code])]);
};

const innocents = [
  '第一步：申请密钥；第二步：调用接口',
  '第一次调用免费，第一个月内可退',
  '第一时间响应客户问题',
  '第一，接入简单。第二，价格清楚。',
  '数据来自北京大学第一医院公开资料',
  '第１章 快速开始，第10页有示例',
  '订单号全局唯一，请求需携带唯一标识',
  '返回结果中 id 为唯一键，名称必须唯一',
  '采用最优化算法求解最优路径，遵循最佳实践',
  '支持顶级域名查询与顶级分类筛选',
  '覆盖国家级、省级、市级行政区划数据',
  '十万能力调用，成千万能用的数据',
  '支持微信支付、微信登录与支付宝转账接口',
  '增加微信小程序支持，可推送微信通知',
  '兼容 ASP.NET、socket.io、node.js 与 Vue.js',
  '文件名为 index.html，配置见 config.yaml 和 README.md',
  '版本 2.0.1.4，监听 127.0.0.1 或 192.168.1.10',
  '包名 com.acme.weather.client，Java 8 以上',
  '响应时间小于 200ms，可用性 99.95%，每秒 1000 次',
  '示例：{"orderId": "20261121138001380001234"}',
  '示例邮箱 user@example.com，示例地址 https://api.example.com/v1',
  '文档见 https://market.yunshi.cn/docs/12',
  '面向云市场用户，白云市民也可查询',
  'Step one is done. In addition, a list of cities is returned. To start, read the guide.',
  '时间格式为 2026-11-21 10:30:00，区号 010，邮编 100080',
  '支持 QQ 登录；日活 120000 人',
  '强制升级到最新版本，最大长度 64，最小值 1',
  '最强制的校验规则',
  '单独家庭宽带账户也可使用',
  '线下付款记录查询与对账',
  '支持首家门店的第一单配送',
  '域名查询支持 .com .cn .net 后缀',
  '示例身份证 11010519491231002X，卡号 6222021234567890123，时间戳 1700000000000',
  'casino10 and piano11 are sample words',
  'Uses yunshu as a sample of pinyin for transport',
];

describe('automatic checks of texts: words', () => {
  test.each(innocents)('lets ordinary text pass: %s', (text) =>
    expect(checkTexts([{ pointer: '', text }], rules)).toEqual([]),
  );

  test('finds exaggerating words however they are written', () => {
    expectCode('exaggeration', [
      '全国第一的天气接口',
      '业内第 一',
      '行业第一，第二名远远落后',
      '第一！值得信赖',
      '行业 第１',
      '第-壹品牌',
      '销量第一个不服',
      '唯 一 选择',
      '國家級數據',
      '国\u200b家\u200b级产品',
      '最。优。方案',
      '最優質的服務',
      '遥遥领先',
      '獨一無二',
      '頂級服務',
      '世界级水平',
      '１００％有效',
      'the best in the world',
    ]);
  });

  test('separators between the signs of a word never hide it, and the excerpt is what was written', () => {
    const separator = fc
      .array(fc.constantFrom(' ', '\u3000', '\u200b', '-', '·', '。', '*', '_', '\n', '…', '★'), {
        maxLength: 4,
      })
      .map((signs) => signs.join(''));
    const word = fc.constantFrom('独一无二', '国家级', '遥遥领先', '史无前例', '唯一', '最先进');
    fc.assert(
      fc.property(word, fc.array(separator, { minLength: 4, maxLength: 4 }), (text, separators) => {
        const written = [...text]
          .map((sign, index) => `${index === 0 ? '' : separators[index]}${sign}`)
          .join('');
        const [finding] = checkTexts([{ pointer: '/basic/name', text: `我们的产品${written}` }], rules);
        expect(finding).toMatchObject({
          code: 'exaggeration',
          severity: 'blocking',
          pointer: '/basic/name',
          excerpt: written,
        });
      }),
    );
  });
});

describe('automatic checks of texts: addresses and contact data', () => {
  test('finds links to addresses outside', () => {
    expectCode('outside_link', [
      '详见 https://acme.com/a?b=1',
      'HTTP：／／ａｃｍｅ．ｃｏｍ',
      '访问 www.acme.cn 了解',
      '官网 acme.com.cn',
      'acme 点 com',
      'acme。com',
      'acme[dot]net',
      'acme . com',
      '登录 47.98.12.34:8080',
      '云数据.公司',
      'https://market.yunshi.cn.evil.com/',
      'https://market.yunshi.cn@evil.com/',
      '第一次访问 evil.top',
    ]);
  });

  test('finds contact data', () => {
    expectCode('contact_mobile', [
      '致电13800138000',
      '138-0013-8000',
      '１３８００１３８０００',
      '1 3 8 0 0 1 3 8 0 0 0',
      '一三八零零一三八零零零',
      '幺三八〇〇幺三八〇〇〇',
      '+86 138 0013 8000',
    ]);
    expectCode('contact_phone', ['热线 400-123-4567', '010-62345678', '(0571) 85022088', '电话：62345678']);
    expectCode('contact_qq', ['QQ：123456789', 'qq群 12345678', '扣扣 88 888 888']);
    expectCode('contact_wechat', [
      '微信号 acme_2026',
      'VX: acme2026',
      '加微信咨询',
      '添加客服微信',
      '加我薇信',
      '微信號：acme2026',
    ]);
    expectCode('contact_email', [
      'sales@acme.cn',
      'sales (at) acme (dot) cn',
      'sales＠acme．cn',
      'sales @ acme . cn',
    ]);
  });
});

describe('automatic checks of texts: hidden signs, deals and names', () => {
  test('finds them behind signs that nobody sees, and between ones that are drawn around or through others', () => {
    const unseen = [
      '\ufe0e',
      '\ufe0f',
      '\u{e0100}',
      '\u200b',
      '\u2062',
      '\u034f',
      '\u180b',
      '\u{e0041}',
      '\u20e3',
      '\ufe0f\u20e3',
      '\u0332',
    ];
    const between = (text: string, sign: string) => [...text].map((each) => `${each}${sign}`).join('');
    for (const sign of unseen) {
      expectCode('contact_mobile', [between('13800138000', sign)]);
      expectCode('contact_wechat', [between('加微信咨询', sign), `加微${sign}信:abc12345`]);
      expectCode('contact_qq', [between('qq:12345678', sign)]);
      expectCode('contact_email', [between('sales@acme.cn', sign)]);
      expectCode('outside_link', [between('acme.com', sign), `https://acme${sign}.com`]);
      expectCode('brand_name', [between('Yunsh1', sign)]);
      expectCode('exaggeration', [between('国家级', sign)]);
    }
    expectCode('exaggeration', ['国\u3164家\u115f级']);
  });

  test('finds hints to deal off the platform', () => {
    expectCode('off_platform_deal', [
      '支持线下付款',
      '私 下 交 易更优惠',
      '請匯款至對公賬戶',
      '支付宝转账即可',
      '绕过平台',
    ]);
  });

  test("finds the marketplace's own names, misspelled too", () => {
    expectCode('brand_name', [
      '云市官方出品',
      '雲 市 认证',
      '云巿推荐',
      'Yunshi API',
      'YUNSHI',
      'yun-shi',
      'yumshi',
      'yunshl',
      'Yunsh1',
      'yunhsi',
      'уunshі',
    ]);
  });
});

describe('automatic checks of texts: other lists, and any text', () => {
  test('a deployment can use other lists', () => {
    const own = { ...rules, exaggerations: [{ word: '超级' }], brands: [{ name: 'Marvelous' }] };
    const found = checkTexts([{ pointer: '', text: '第一 超 级 Marvellous' }], own).map(
      ({ code, excerpt }) => [code, excerpt],
    );
    expect(found).toEqual([
      ['exaggeration', '超 级'],
      ['brand_name', 'Marvellous'],
    ]);
  });

  test('any text is checked without trouble, and quickly bounded excerpts come back', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: 'binary' }), (text) => {
        for (const finding of checkTexts([{ pointer: '', text }], rules))
          expect(finding.excerpt.length).toBeLessThanOrEqual(80);
      }),
    );
  });

  test('hostile texts of 100,000 characters are checked in a time that grows with their length only', () => {
    // Linear checks take some ten seconds for all of them; the system ends a process that has used its processor time.
    const script = join(import.meta.dirname, '../../support/check-hostile-texts.ts');
    const checked = execFileSync('sh', ['-c', 'ulimit -t 120 && exec "$0" "$1"', process.execPath, script], {
      encoding: 'utf8',
    });
    expect(Number(checked)).toBeGreaterThan(40);
  }, 600_000);

  test('one edit is a change, a loss, an addition or a swap', () => {
    for (const other of ['abcxe', 'abce', 'abcdde', 'abdce'])
      expect(isOneEditAway('abcde', other)).toBe(true);
    for (const other of ['abcde', 'abxxe', 'abc', 'edcba']) expect(isOneEditAway('abcde', other)).toBe(false);
  });
});

describe('checks of an offer', () => {
  test('warns of a free package beside paid ones, and of missing cases', () => {
    expect(
      checkOffer([{ options: [{ amountFen: 0 }, { amountFen: 1000 }] }], 0).map(
        ({ code, pointer, severity }) => [code, pointer, severity],
      ),
    ).toEqual([
      ['zero_price', '/sales/plans/0/options/0/amountFen', 'warning'],
      ['missing_cases', '/basic/cases', 'warning'],
    ]);
    expect(checkOffer([{ options: [{ amountFen: 0 }] }], 1)).toEqual([]);
  });
});

test("the marketplace's own template of an agreement passes the checks of its seller's edits", () => {
  for (const text of Object.values(agreementTemplate))
    expect(checkTexts([{ pointer: '/agreement/text', text }])).toEqual([]);
});
