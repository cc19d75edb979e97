import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calledBody } from '../../../shared/metering/gateway/called-body.ts';

/** As API Gateway hands over what its content type calls text. */
const asText = (bytes: Uint8Array, sent = true) => ({
  body: Buffer.from(bytes).toString('utf8'),
  isBase64Encoded: false,
  ...(sent && { contentLength: String(bytes.byteLength) }),
});
const malformed = expect.objectContaining({
  spec: expect.objectContaining({ code: 'gateway.malformed_body', status: 400 }),
});
const gbk = Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3]);
/** A sign of four bytes without its last, of which what stands for it has as many: the length tells nothing. */
const cut = Uint8Array.from([0x22, 0xf0, 0x9f, 0x98, 0x22]);
const gzip = Uint8Array.from([0x1f, 0x8b, 8, 0, 0xff, 0xfe, 0x80]);

test.each([
  ['GBK', gbk],
  ['gzip', gzip],
  ['half a sign', cut],
  ['the sign for what was lost', Buffer.from('lost: \ufffd')],
])('a body of %s that came as text is refused, with and without its length', (_, bytes) => {
  expect(() => calledBody(asText(bytes))).toThrow(malformed);
  expect(() => calledBody(asText(bytes, false))).toThrow(malformed);
});

test('whatever bytes a caller sends, the backend gets those or nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const body = Buffer.from(bytes).toString('base64');
      expect(calledBody({ body, isBase64Encoded: true })).toEqual(Buffer.from(bytes));
      for (const sent of [true, false])
        try {
          expect(calledBody(asText(bytes, sent))).toEqual(Buffer.from(bytes));
        } catch (error) {
          expect(error).toEqual(malformed);
        }
    }),
  );
});

test('text in UTF-8 passes, and any bytes that came as bytes', () => {
  expect(calledBody({ body: Buffer.from(cut).toString('base64'), isBase64Encoded: true })).toEqual(
    Buffer.from(cut),
  );
  for (const text of ['{"名":"云市"}', '', '\ufeff{}']) {
    const bytes = Buffer.from(text);
    expect(calledBody(asText(bytes))).toEqual(bytes);
  }
  expect(calledBody({ isBase64Encoded: false })).toBeUndefined();
});
