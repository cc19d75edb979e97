import { describe, expect, test } from 'vitest';
import { outgoingHeaders } from '../../../shared/outside/seller-endpoint/outgoing-headers.ts';

const to = { host: 'seller.example', method: 'GET' };
const own = ['host', 'seller.example', 'accept-encoding', 'identity'];

describe('the headers of a request to a seller', () => {
  test('name the host, ask for no compression, and say who asked', () => {
    expect(outgoingHeaders({ ...to, requestId: 'req-1' })).toEqual([...own, 'x-request-id', 'req-1']);
  });

  test.each(['POST', 'PUT', 'PATCH'])('say of a %s without a body that it is empty', (method) => {
    expect(outgoingHeaders({ ...to, method })).toEqual([...own, 'content-length', '0']);
  });

  test('count the bytes of a body and not its letters', () => {
    const body = new TextEncoder().encode('企业');
    expect(outgoingHeaders({ ...to, method: 'POST', body }).slice(-2)).toEqual(['content-length', '6']);
  });

  test('have one spelling of a name, the last; values of one name line by line, cookies in one', () => {
    const headers = { 'X-A': 'one', 'x-a': 'two', Accept: ['a/b', 'c/d'], Cookie: ['a=1', 'b=2'] };
    expect(outgoingHeaders({ ...to, headers })).toEqual([
      ...own,
      ...['x-a', 'two'],
      ...['Accept', 'a/b', 'Accept', 'c/d'],
      ...['Cookie', 'a=1; b=2'],
    ]);
  });

  test('let nobody frame the request anew, nor ask for what concerns the connection', () => {
    const headers = {
      Host: 'other.example',
      'Content-Length': '5',
      'Transfer-Encoding': 'chunked',
      Upgrade: 'h2c',
    };
    expect(outgoingHeaders({ ...to, headers: { ...headers, Connection: 'close', TE: 'trailers' } })).toEqual(
      own,
    );
  });
});
