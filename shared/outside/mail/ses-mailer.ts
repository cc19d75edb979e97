import {
  BadRequestException,
  MessageRejected,
  type SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import type { Mailer } from './mailer.ts';

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' });

/**
 * What SES says of a recipient's address that can never get a mail. Everything else that it refuses with the same errors (a domain or an
 * address that is not verified, an account in the sandbox or paused) is for us to mend, and the mail is worth another try then.
 */
const wrongRecipient =
  /^(Missing final '@domain'|Missing '[<>]'|Illegal address|Invalid (email|recipient) address|Unable to parse (the )?(email )?address|User name is missing|(Domain|Local (address|part|name)) (starts|ends|contains)|Address blacklisted|Recipient address rejected)/i;

const isWrongRecipient = (error: unknown): boolean =>
  (error instanceof MessageRejected || error instanceof BadRequestException) &&
  wrongRecipient.test(error.message);

/** Sends through SES. @throws when SES is not to be reached, wants us to slow down, or does not let us send */
export const sesMailer = (client: SESv2Client, from: string): Mailer => ({
  async send({ messageId, to, subject, text, html }) {
    const headers = [{ Name: 'X-Yunshi-Message-Id', Value: messageId }];
    // Both bodies make the mail multipart/alternative.
    const body = { Text: utf8(text), Html: utf8(html) };
    const content = { Simple: { Subject: utf8(subject), Body: body, Headers: headers } };
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: content,
        }),
      );
      return 'sent';
    } catch (error) {
      if (isWrongRecipient(error)) return 'refused';
      throw error;
    }
  },
});
