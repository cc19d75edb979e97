import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { contracts } from '../../shared/contracts.ts';
import type { Operation } from '../../shared/kernel/contract.ts';

const root = resolve(import.meta.dirname, '../..');

/** One thing, one word: what is not written, and the word that is. */
const words: readonly {
  readonly wrong: RegExp;
  readonly right: string;
  readonly except?: readonly string[];
}[] = [
  // A customer is one in the name of a category or of a case that a seller tells of, and a client is a program.
  { wrong: /买家|买方|购买者|订购者|客户(?!端|管理|案例)/, right: '用户' },
  { wrong: /卖家|卖方|商家|店家|店主|供应商|入驻商/, right: '服务商' },
  // Claims about a market share are what the text check looks for in sellers' texts.
  { wrong: /(?<!云)市场/, right: '集市', except: ['shared/catalogue/text-checks/default-words.ts'] },
  // An instance is what a seller's system sets up; what a buyer holds is an entitlement.
  {
    wrong: /实例/,
    right: '订购',
    except: [
      'docs/sellers.zh.md',
      'shared/catalogue/text-checks/default-words.ts',
      'shared/fulfilment/dialects/native/contract.ts',
    ],
  },
  // Who answers for a topic of alarms confirms a subscription, and agreements speak of others' rights.
  {
    wrong: /订阅|权益/,
    right: '订购',
    except: ['infra/doctor/after/alarm.ts', 'docs/runbook.zh.md', 'shared/catalogue/agreement-template.ts'],
  },
  {
    wrong: /开通接口|履约接口|回调接口|通知接口|应用凭据|接入凭证|对接凭证/,
    right: '应用凭证，其地址为生产接口',
  },
  { wrong: /套餐(?!包)/, right: '套餐包（规格中的一项）' },
  { wrong: /市集/, right: '集市' },
  { wrong: /上线|上柜/, right: '上架' },
  { wrong: /下线|撤架|停售/, right: '下架' },
  { wrong: /申请[^。，；（]*的申请/, right: '入驻申请（编号，集市），只说一次' },
  { wrong: /服务商主页 ›|通知记录|已购买的服务/, right: '相应的接口：目前没有控制台' },
];

/** Chinese and Latin are a space apart; the exceptions are word lists and letters in the middle of patterns. */
const unspaced = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u;
const packed = [
  'shared/catalogue/search/pinyin.ts',
  'shared/catalogue/text-checks/contacts.ts',
  'shared/catalogue/text-checks/default-words.ts',
];

const files = globSync(
  ['{shared,functions,infra,demo,examples}/**/*.ts', 'packages/*/src/**/*.ts', 'docs/*.zh.md', 'README.md'],
  { cwd: root },
);
const lines = files.flatMap((file) =>
  readFileSync(resolve(root, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ file, text, place: `${file}:${index + 1}` })),
);

test.each(words)('$wrong stands nowhere in Chinese: it is $right', ({ wrong, except = [] }) => {
  expect(lines.length).toBeGreaterThan(5_000);
  expect(
    lines.filter(({ file, text }) => !except.includes(file) && wrong.test(text)).map(({ place }) => place),
  ).toEqual([]);
  for (const file of except)
    expect(lines.some((line) => line.file === file && wrong.test(line.text))).toBe(true);
});

test('between Chinese and Latin letters or digits stands a space', () => {
  // What is code is not read: an escape such as \n in front of a word is no letter.
  const found = lines.filter(
    ({ file, text }) => !packed.includes(file) && unspaced.test(text.replaceAll(/\\[a-z]/g, ' ')),
  );
  expect(found.map(({ place }) => place)).toEqual([]);
});

test('messages send people only to operations that exist', () => {
  const known = Object.values(contracts)
    .flatMap((contract): Operation[] => Object.values(contract))
    .map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  const named = lines
    .filter(({ file }) => file.startsWith('shared/messages/templates/'))
    .flatMap(({ text }) => [...text.matchAll(/\b(GET|POST|PUT) (\/v1\/(?:[\w/-]|\$\{[\w.]+\})+)/g)])
    .map(([, method, path = '']) => `${method} ${path.replaceAll(/\$\{[\w.]+\}/g, '{}')}`);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((operation) => !known.includes(operation))).toEqual([]);
});
