import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { importOpenApi } from '../../../shared/apis/openapi-import/import-openapi.ts';
import { contracts } from '../../../shared/contracts.ts';
import { displayName } from '../../../shared/identity/person.ts';
import { routeKey } from '../../../shared/kernel/contract.ts';
import { withoutHidden } from '../../../shared/kernel/text/hidden-characters.ts';
import { nameKey } from '../../../shared/kernel/text/name-key.ts';
import { shownLine, shownLines } from '../../../shared/kernel/text/shown-text.ts';
import { fieldProblems } from '../../../shared/kernel/validation.ts';

const codesOf = (schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return error ? fieldProblems(error.issues).map(({ code }) => code) : [];
};

/** By what readers of a name with it would be shown. */
const hostile = {
  'a NUL': '\u0000',
  'a bell': '\u0007',
  'a tab': '\t',
  'a line feed': '\n',
  'a carriage return': '\r',
  'a next line': '\u0085',
  'a line separator': '\u2028',
  'a left-to-right mark': '\u200e',
  'a right-to-left mark': '\u200f',
  'an Arabic letter mark': '\u061c',
  'an embedding': '\u202a',
  'an override': '\u202e',
  'an isolate': '\u2066',
  'the end of an isolate': '\u2069',
  'a zero-width space': '\u200b',
  'a zero-width non-joiner': '\u200c',
  'a joiner between letters': '\u200d',
  'a word joiner': '\u2060',
  'a byte order mark': '\ufeff',
  'a soft hyphen': '\u00ad',
  'a Hangul filler': '\u3164',
  'an empty Braille cell': '\u2800',
  'a second variant of one letter': '\ufe0f\ufe0f',
  'a variant of a letter': '\ufe0f',
  'a variant of a letter as text': '\ufe0e',
  'a filler with its variant': '\u3164\ufe0f',
  'an empty cell with its variant': '\u2800\ufe0f',
  'a tag letter': '\u{e0041}',
  'a character of private use': '\ue000',
  'a character that is not assigned': '\u{e0fff}',
} as const;

describe('a name', () => {
  const name = shownLine(2, 50);

  test.each(Object.entries(hostile))(
    'with %s is refused, with the rule told in both languages',
    (_what, sign) => {
      const { error } = name.safeParse(`店方${sign}官方`);
      expect(fieldProblems(error?.issues ?? [])).toMatchObject([
        {
          code: 'hidden_characters',
          zh: expect.stringContaining('看得见'),
          en: expect.stringContaining('can be seen'),
        },
      ]);
    },
  );

  test.each([
    '加微\ufe0f信',
    'evil\ufe0e.com',
    'evil.\ufe0fcom',
    '1\ufe0f3\ufe0f8',
    '1\ufe0f',
    '\u{1faff}\ufe0f',
  ])('holds no variant of a sign that has none: %j', (text) => {
    expect(codesOf(name, `店 ${text}`)).toEqual(['hidden_characters']);
  });

  test.each([
    '云测数据旗舰店',
    'Café «Ünïcode» & Co. (№ 7)',
    '＄１００　全角',
    '𠮷野家',
    '葛\u{e0100}飾',
    '1\ufe0f\u20e3 #\ufe0f\u20e3 ©\ufe0f ❤\ufe0e',
    '👩🏽‍💻 开发者 👨‍👩‍👧 🏳️‍🌈 ☀️',
    'नमस्ते',
    '한국어',
  ])('%s is taken as it is', (text) => {
    expect(name.parse(text)).toBe(text.normalize('NFC'));
  });

  test('is trimmed and has one form, however its accents are written', () => {
    expect(name.parse(' Cafe\u0301\n')).toBe('Caf\u00e9');
  });

  test.each(['\u0301\u0302', '\u3000\u2003', '\u200b\u200b\u200b'])(
    'that shows nothing is refused: %j',
    (text) => {
      expect(codesOf(name, text)).not.toEqual([]);
    },
  );

  test('never holds a character of control, of format or of another line, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const { data } = shownLine(0, 200).safeParse(text);
        const seen = data?.replaceAll('\u200d', '') ?? '';
        expect(/[\p{C}\p{Zl}\p{Zp}]/u.test(seen)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a text of several lines', () => {
  const text = shownLines(2, 500);

  test('keeps its lines and tabs, with one kind of line end', () => {
    expect(text.parse('第一行\r\n\t第二行\r第三行\n')).toBe('第一行\n\t第二行\n第三行');
  });

  const others = Object.entries(hostile).filter(([, sign]) => !/[\t\r\n]/.test(sign));
  test.each(others)('with %s is refused', (_what, sign) => {
    expect(codesOf(text, `第一行\n第${sign}二行`)).toEqual(['hidden_characters']);
  });
});

describe('a text of a foreign source', () => {
  test('loses what its readers would not see, and keeps its lines, tabs and pictures', () => {
    const kept = '天气\n\t查询 👩🏽‍💻 🏳️‍🌈 葛\u{e0100}';
    const signs = Object.values(hostile).filter((sign) => !/[\t\n]/.test(sign));
    expect(withoutHidden(`${signs.join('')}${kept}${signs.join('')}`)).toBe(kept);
  });

  test('is shown without them as the summary of an API and as the name of a person', () => {
    const openapi = '3.0.3';
    const paths = { '/weather': { get: { summary: '查\u202e询\u200b', responses: {} } } };
    const imported = importOpenApi(JSON.stringify({ openapi, info: { title: '天气', version: '1' }, paths }));
    expect(imported).toMatchObject({ ok: true, apis: [{ summary: '查询' }] });
    expect(displayName({ name: '\u202e王\u200b芳' })).toBe('王芳');
    expect(displayName({ name: '\u200b\u3164', email: 'wang@example.com' })).toBe('wang');
  });
});

describe('two names', () => {
  test.each([
    ['spaces', '云测 数据', '云测数据'],
    ['case', 'Straße DATA', 'STRASSE data'],
    ['width', 'ＡＰＩ１２', 'api12'],
    ['accents written apart', 'Cafe\u0301', 'Caf\u00e9'],
    ['signs that nobody sees', '云\u200b测\u3164数\u00ad据\ufe0f', '云测数据'],
    ['accents', 'Café Zürich', 'cafe zurich'],
    ['punctuation and symbols', '云·市（杭州）★', '云市杭州'],
    ['traditional forms', '華為雲', '华为云'],
    ['letters that look Latin', 'АWS ΚΑΤΕ ТЕСНМОВ', 'aws kate techmob'],
    ['letters that look Latin, in small', 'арі ѕсоре', 'api scope'],
  ])('that differ in %s are one', (_what, one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  test('of other letters are two, and a key is short for the longest of names', () => {
    expect(nameKey('云测数据')).not.toBe(nameKey('云测数椐'));
    expect(nameKey('\ufdfa'.repeat(200))).toHaveLength(64);
  });

  test.each([
    ['C', 'C#', 'C++'],
    ['接口 V1.1', '接口 V11'],
    ['Pro', 'Pro+'],
    ['★★', '☆☆', '★ ☆', '＋'],
    ['名', '各'],
  ])('that readers tell apart are two: %j', (...names) => {
    expect(new Set(names.map(nameKey)).size).toBe(names.length);
  });

  test('that hold a letter are one however spaces, punctuation and symbols stand between their signs', () => {
    const between = fc.string({
      unit: fc.constantFrom(' ', '·', '-', '_', '。', '★', '|', '\u3000', '\u0301', '\u200b'),
      maxLength: 4,
    });
    const word = fc.constantFrom('云市', 'AWS', '华为云API', 'straße', '数据42');
    fc.assert(
      fc.property(word, fc.array(between, { minLength: 8, maxLength: 8 }), (name, signs) => {
        const written = [...name].map((sign, place) => `${signs[place]}${sign}`).join('');
        expect(nameKey(written)).toBe(nameKey(name));
      }),
    );
  });
});

/** Texts that are no names: for machines, looked up, or read by a rule of their own. */
const otherTexts: Readonly<Record<string, string>> = {
  cursor: 'read by the list that gave it',
  document: 'an OpenAPI document, whose importer takes out what nobody sees',
  pathTemplate: 'for machines',
  operationId: 'for machines',
  type: 'for machines',
  example: 'for machines',
  sampleAnswer: 'for machines',
  'apis.parameters.name': 'for machines',
  body: 'sent to the own backend as it is, or the form of such a body',
  backendUrl: 'read as an address',
  url: 'read as an address',
  contentType: 'compared with what the file is',
  q: 'searched for, never kept',
  category: 'looked up',
  tag: 'looked up',
  from: 'a period, compared',
  to: 'a period, compared',
  hotline: 'read as a telephone number when the product is submitted',
  email: 'read as an address when the product is submitted',
  version: 'of an agreement, compared',
  agreementVersion: 'compared',
  alipayAccount: 'verified, and kept without what nobody sees',
  providerReference: 'of the payment provider, signed',
  signature: 'compared',
};
const isOther = (path: string): boolean => {
  const names = path.split('.');
  return (
    names.some((name) => name.endsWith('Id') || Object.hasOwn(otherTexts, name)) ||
    Object.hasOwn(otherTexts, path)
  );
};

type Field = { readonly path: string; readonly schema: z.ZodType };

/** Every text in an input, however deep, with the path of its field. */
function textsOf(path: string, schema: z.ZodType): Field[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return textsOf(path, schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return textsOf(path, schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => textsOf(path, option as z.ZodType));
  if (schema instanceof z.ZodPipe && !(schema.in instanceof z.ZodString))
    return textsOf(path, schema.in as z.ZodType);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([field, inner]) =>
      textsOf(path === '' ? field : `${path}.${field}`, inner as z.ZodType),
    );
  return schema instanceof z.ZodString || schema instanceof z.ZodPipe ? [{ path, schema }] : [];
}

const ordinary = '一段普通的文字，写给人看 with words';
const takesWords = ({ schema }: Field) =>
  schema.safeParse(ordinary).success || schema.safeParse(ordinary.slice(0, 12)).success;

/** Fields in which people may write what they like, by operation. */
const written = Object.values(contracts).flatMap((contract) =>
  Object.values(contract).flatMap((operation) =>
    textsOf('', operation.input)
      .filter(takesWords)
      .filter(({ path }) => !isOther(path))
      .map((field) => ({ ...field, place: `${field.path} of ${routeKey(operation)}` })),
  ),
);

describe('of the whole API', () => {
  test('the fields that people write in are found', () => {
    const names = new Set(written.map(({ path }) => path.split('.').at(-1)));
    for (const name of [
      'name',
      'displayName',
      'legalName',
      'region',
      'address',
      'introduction',
      'summary',
      'highlights',
      'reason',
    ])
      expect(names).toContain(name);
    expect(written.length).toBeGreaterThanOrEqual(30);
  });

  test.each(written)('$place takes nothing that its readers would not see', ({ schema }) => {
    for (const sign of Object.values(hostile).filter((each) => !/[\t\r\n]/.test(each))) {
      const { data } = schema.safeParse(`店方${sign}官方商店`);
      expect([sign, data === undefined || !String(data).includes(sign)]).toEqual([sign, true]);
    }
    for (const nothing of ['\u200b\u200b\u200b', '\u3164\u3164\u3164', '\u2800\u2800\u2800'])
      expect(codesOf(schema, nothing)).not.toEqual([]);
  });
});
