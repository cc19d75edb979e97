import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sesMailer } from '../../../shared/outside/mail/ses-mailer.ts';

/** What the server answers next. */
let answer = { status: 200, type: '', message: '' };
/** What the server was sent last. */
let sent: unknown;
const server = createServer(async (request, response) => {
  sent = JSON.parse(Buffer.concat(await request.toArray()).toString());
  const headers = {
    'content-type': 'application/json',
    ...(answer.type && { 'x-amzn-errortype': answer.type }),
  };
  response
    .writeHead(answer.status, headers)
    .end(JSON.stringify(answer.type ? { message: answer.message } : { MessageId: '1' }));
});
let client: SESv2Client;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new SESv2Client({
    endpoint,
    region: 'local',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});

const send = (status: number, type: string, message: string) => {
  answer = { status, type, message };
  return sesMailer(client, 'no-reply@yunshi.example').send({
    messageId: 'm',
    to: 'x@y.example',
    subject: 's',
    text: 't',
    html: '<p>t</p>',
  });
};

it('a mail goes out as text and as HTML, with its id', async () => {
  expect(await send(200, '', '')).toBe('sent');
  expect(sent).toMatchObject({
    FromEmailAddress: 'no-reply@yunshi.example',
    Destination: { ToAddresses: ['x@y.example'] },
    Content: {
      Simple: {
        Subject: { Data: 's', Charset: 'UTF-8' },
        Body: { Text: { Data: 't', Charset: 'UTF-8' }, Html: { Data: '<p>t</p>', Charset: 'UTF-8' } },
        Headers: [{ Name: 'X-Yunshi-Message-Id', Value: 'm' }],
      },
    },
  });
});

describe('a mail that SES does not take', () => {
  it.each([
    ['BadRequestException', "Missing final '@domain'"],
    ['BadRequestException', 'Domain contains illegal character'],
    ['BadRequestException', 'Local address contains control or whitespace'],
    ['MessageRejected', 'Address blacklisted.'],
  ])('is given up where the recipient can never get one: %s, %s', async (type, message) => {
    expect(await send(400, type, message)).toBe('refused');
  });

  it.each([
    [
      400,
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region US-EAST-1: x@y.example',
    ],
    [
      400,
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region US-EAST-1: yunshi.example',
    ],
    [400, 'MessageRejected', 'Sending suspended for this account'],
    [400, 'AccountSuspendedException', 'The account is suspended'],
    [400, 'SendingPausedException', 'Sending is paused for the account'],
    [400, 'MailFromDomainNotVerifiedException', 'The MAIL FROM domain is not verified'],
    [400, 'LimitExceededException', 'Daily message quota exceeded'],
    [429, 'TooManyRequestsException', 'Maximum sending rate exceeded.'],
    [400, 'BadRequestException', 'Missing required header'],
  ])(
    'stays in its queue, to be tried again and to alarm in the end: %s %s, %s',
    async (status, type, message) => {
      await expect(send(status, type, message)).rejects.toMatchObject({ name: type });
    },
  );

  it('is none: the others are sent', async () => {
    expect(await send(200, '', '')).toBe('sent');
  });
});
