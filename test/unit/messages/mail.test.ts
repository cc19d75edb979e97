import { describe, expect, test } from 'vitest';
import { composeMail } from '../../../shared/messages/compose-mail.ts';

const told = {
  subject: '您有新订单',
  text: '您好：\n\n商品“天气”有新订单。\n\n规格：标准版\n数量：1\n\n云市',
  category: 'orders',
  to: 'seller',
  language: 'zh',
  consoleUrl: 'https://console.yunshi.example',
  references: [
    { kind: 'product', id: 'prd_1' },
    { kind: 'order', id: 'ord_1' },
  ],
} as const;
/** What a mail program would show of a page: its text, with the signs as they were. */
const shown = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('a mail', () => {
  test('says the same in its two parts, line by line', () => {
    const { text, html } = composeMail(told);
    for (const line of told.text.split('\n').filter((one) => one !== '')) {
      expect(text).toContain(line);
      expect(html).toContain(line);
    }
    expect(html).toContain('规格：标准版<br>数量：1');
    expect(html).toMatch(/^<!doctype html><html lang="zh-CN">/);
    expect(composeMail({ ...told, language: 'en' }).html).toContain('<html lang="en">');
  });

  test('shows a hostile name of a product or a buyer as text, and nothing of it becomes markup', () => {
    const hostile = `<script>alert(1)</script>"><img src=x onerror='alert(2)'>&lt;b&gt;</title></p>`;
    const { text, html } = composeMail({
      ...told,
      subject: hostile,
      text: `您好：\n\n${hostile}\n\n云市`,
      references: [{ kind: 'product', id: hostile }],
    });
    expect(text).toContain(hostile);
    expect(html).not.toMatch(/<(script|img|b)\b/);
    expect(shown(html)).toContain(hostile);
    expect([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag)).toEqual([
      'html',
      'head',
      'meta',
      'meta',
      'title',
      'body',
      'div',
      'h1',
      'p',
      'p',
      'p',
      'p',
      'a',
      'p',
      'a',
    ]);
  });
});

describe('the links of a mail', () => {
  test('leads to the things that it tells of, at the side of its reader, once the stage has a console', () => {
    const { text, html } = composeMail(told);
    for (const url of [
      'https://console.yunshi.example/seller/products/prd_1',
      'https://console.yunshi.example/seller/orders/ord_1',
    ]) {
      expect(text).toContain(url);
      expect(html).toContain(`href="${url}"`);
    }
    expect(composeMail({ ...told, to: 'buyer' }).text).toContain('/console/orders/ord_1');
    expect(composeMail({ ...told, to: 'operators' }).text).toContain('/operator/reviews/prd_1');
  });

  test('holds no link while there is no console', () => {
    const { text, html } = composeMail({ ...told, consoleUrl: '' });
    expect(html).not.toContain('<a ');
    expect(text + html).not.toContain('://');
  });

  test('leads to five things at most', () => {
    const references = Array.from(
      { length: 30 },
      (_, place) => ({ kind: 'order', id: `ord_${place}` }) as const,
    );
    expect(composeMail({ ...told, references }).text.match(/\/seller\/orders\//g)).toHaveLength(5);
  });
});

describe('the size and the end of a mail', () => {
  test('is small, and stays below what mailboxes show whole however long its words are', () => {
    const bytes = ({ text, html }: { text: string; html: string }) =>
      Buffer.byteLength(text) + Buffer.byteLength(html);
    expect(bytes(composeMail(told)) - 2 * Buffer.byteLength(told.text)).toBeLessThan(2_000);

    for (const sign of ['汉', '"', '\n', '\n\n', 'a\n\n']) {
      const { text, html } = composeMail({ ...told, text: sign.repeat(200_000) });
      expect(Buffer.byteLength(text)).toBeLessThan(18_000);
      expect(Buffer.byteLength(html)).toBeLessThan(102_000);
    }
  });

  test('tells in both parts whether such mails can be switched off', () => {
    for (const [language, where, why] of [
      ['zh', '选择是否接收此类邮件', '始终邮件告知'],
      ['en', 'whether to get such e-mails', 'always told by e-mail'],
    ] as const) {
      const chosen = composeMail({ ...told, language });
      const always = composeMail({ ...told, language, category: 'money' });
      for (const part of ['text', 'html'] as const) {
        expect(chosen[part]).toContain(where);
        expect(always[part]).toContain(why);
        expect(always[part]).not.toContain(where);
      }
    }
  });
});
