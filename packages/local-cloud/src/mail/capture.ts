import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { listen } from '../engines/ports.ts';
import { writeFileAtomically } from '../files.ts';

export interface Mail {
  id: string;
  /** ISO 8601, on the run's clock. */
  at: string;
  from: string;
  to: string[];
  subject: string;
  text?: string;
  html?: string;
}

export interface MailCapture {
  /** Endpoint for the SES v2 client. */
  endpoint: string;
  /** Captured mails, newest first. */
  latest(count: number): Mail[];
  stop(): Promise<void>;
}

interface SendEmailInput {
  FromEmailAddress?: string;
  Destination?: { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
  Content?: {
    Simple?: { Subject?: { Data?: string }; Body?: { Text?: { Data?: string }; Html?: { Data?: string } } };
  };
}

/** Mails kept in memory. */
const kept = 500;

/** Answers SES v2's SendEmail for simple content and keeps what was sent; with `dataDir` as one file a mail. */
export async function startMailCapture({
  dataDir,
  clock,
}: {
  dataDir?: string;
  clock: Clock;
}): Promise<MailCapture> {
  const folder = dataDir && join(dataDir, 'mail');
  const mails: Mail[] = [];
  if (folder && existsSync(folder)) {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    for (const file of files.sort().slice(-kept))
      mails.push(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  }

  function capture({ FromEmailAddress, Destination, Content }: SendEmailInput): string | undefined {
    const to = [
      ...(Destination?.ToAddresses ?? []),
      ...(Destination?.CcAddresses ?? []),
      ...(Destination?.BccAddresses ?? []),
    ];
    const { Subject, Body } = Content?.Simple ?? {};
    if (!FromEmailAddress || to.length === 0 || !Subject?.Data || !(Body?.Text?.Data || Body?.Html?.Data))
      return undefined;
    const id = randomUUID();
    const mail = {
      id,
      at: clock.date().toISOString(),
      from: FromEmailAddress,
      to,
      subject: Subject.Data,
      text: Body.Text?.Data,
      html: Body.Html?.Data,
    };
    mails.push(mail);
    if (mails.length > kept) mails.shift();
    if (folder)
      writeFileAtomically(
        join(folder, `${mail.at.replaceAll(':', '-')}-${id}.json`),
        JSON.stringify(mail, undefined, 2),
      );
    return id;
  }

  const server = await listen('mail', 0, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const known = request.method === 'POST' && request.url === '/v2/email/outbound-emails';
    const id = known ? capture(JSON.parse(Buffer.concat(chunks).toString() || '{}')) : undefined;
    const type = known ? 'BadRequestException' : 'NotFoundException';
    response.writeHead(id ? 200 : known ? 400 : 404, {
      'content-type': 'application/json',
      ...(id ? {} : { 'x-amzn-errortype': type }),
    });
    response.end(
      JSON.stringify(
        id
          ? { MessageId: id }
          : { message: 'The local mail capture takes SendEmail with simple content only' },
      ),
    );
  });
  return { endpoint: server.url, latest: (count) => mails.slice(-count).reverse(), stop: server.stop };
}
