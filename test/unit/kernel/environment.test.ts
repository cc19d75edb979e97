import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../shared/kernel/environment.ts';
import { EventMessage } from '../../../shared/kernel/events/event-message.ts';

describe('environment', () => {
  it('gives what is there, and defaults where there are some', () => {
    expect(readEnvironment(['TABLE_NAME', 'RULES', 'ALLOW_LOOPBACK'], { TABLE_NAME: 'market' })).toEqual({
      TABLE_NAME: 'market',
      RULES: '{}',
      ALLOW_LOOPBACK: 'no',
    });
  });

  it('names everything that is missing or wrong, never a value', () => {
    const read = () =>
      readEnvironment(['TABLE_NAME', 'GATEWAY_URL', 'DATA_KEY'], {
        GATEWAY_URL: 'not an address',
        DATA_KEY: 'hunter2',
      });
    expect(read).toThrow('environment: missing or wrong: TABLE_NAME, GATEWAY_URL, DATA_KEY');
    expect(read).not.toThrow(/hunter2|not an address/);
  });
});

describe('event messages', () => {
  const message = {
    id: 'ord_1/event#000000001',
    name: 'order.paid',
    at: '2026-11-02T02:00:00.000Z',
    by: 'user:usr_1',
    aggregateId: 'ord_1',
    version: 1,
    requestId: 'req_1',
    data: {},
  };

  it('are read as they were written, without what does not belong there', () => {
    expect(EventMessage.safeParse({ ...message, ttl: 1 })).toEqual({ success: true, data: message });
  });

  it.each([undefined, null, 'text', [], {}])('are nothing else: %j', (value) => {
    expect(EventMessage.safeParse(value)).toEqual({ success: false });
  });

  it.each(Object.keys(message))('are refused when %s is missing or of another kind', (field) => {
    const { [field as keyof typeof message]: _left, ...rest } = message;
    expect(EventMessage.safeParse(rest).success).toBe(false);
    expect(EventMessage.safeParse({ ...message, [field]: [] }).success).toBe(false);
  });
});
