import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { expect, it, vi } from 'vitest';
import { createClock } from '../src/clock.ts';
import { startMailCapture } from '../src/mail/capture.ts';
import { mailList, mailPage } from '../src/mail/mail-page.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

it('captures mail with its time on the moved clock, and keeps it over a restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-mail-'));
  const clock = createClock(join(dataDir, 'clock.json'));
  clock.advance(86_400_000);
  const capture = await startMailCapture({ dataDir, clock });
  const client = new SESv2Client({
    endpoint: capture.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const send = (to: string[], subject: string) =>
    client.send(
      new SendEmailCommand({
        FromEmailAddress: '云市 <noreply@example.com>',
        Destination: { ToAddresses: to },
        Content: {
          Simple: {
            Subject: { Data: subject },
            Body: { Text: { Data: '请缴纳保证金' }, Html: { Data: '<p>请缴纳保证金</p>' } },
          },
        },
      }),
    );
  const { MessageId } = await send(['seller@example.com'], '审核通过');
  await send(['seller@example.com'], '第二封');
  await expect(send([], 'x')).rejects.toMatchObject({ name: 'BadRequestException' });
  await capture.stop();
  const again = await startMailCapture({ dataDir, clock: createClock(join(dataDir, 'clock.json')) });
  const mails = again.latest(10);
  expect(mails.map(({ subject }) => subject)).toEqual(['第二封', '审核通过']);
  expect(mails[1]).toMatchObject({ id: MessageId, to: ['seller@example.com'], text: '请缴纳保证金' });
  expect(mails[1]?.html).toBe('<p>请缴纳保证金</p>');
  expect(Date.parse(mails[1]?.at ?? '')).toBeGreaterThan(Date.now() + 86_000_000);
  expect(readdirSync(join(dataDir, 'mail'))).toHaveLength(2);
  await again.stop();
  client.destroy();
  rmSync(dataDir, { recursive: true });
});

it('shows a mail with its two parts, and keeps the HTML part apart from the page', () => {
  const mail = {
    ...{
      id: 'a/b',
      at: '2026-11-03T02:00:00.000Z',
      from: '云市 <noreply@example.com>',
      to: ['seller@example.com'],
    },
    ...{
      subject: '<b>审核通过</b>',
      text: '第一行 <script>',
      html: '<p title="x">第一行</p><script>alert(1)</script>',
    },
  };
  const page = mailPage(mail);
  const srcdoc = /<iframe sandbox srcdoc="([^"]*)">/.exec(page)?.[1] ?? '';
  expect(srcdoc.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(mail.html);
  expect(page).toContain('<pre>第一行 &#60;script&#62;</pre>');
  expect(page).not.toMatch(/<script|<b>/);
  expect(mailList([mail])).toContain('<a href="?id=a%2Fb">&#60;b&#62;审核通过&#60;/b&#62;</a>');
  expect(mailPage({ ...mail, html: undefined })).not.toContain('<iframe');
});
