import { BadRequestException, MessageRejected, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer } from './mailer.ts';

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' });

/** Sends through SES. @throws when SES is not to be reached or wants us to slow down */
export const sesMailer = (client: SESv2Client, from: string): Mailer => ({
  async send({ messageId, to, subject, text }) {
    const headers = [{ Name: 'X-Yunshi-Message-Id', Value: messageId }];
    const content = { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) }, Headers: headers } };
    try {
      await client.send(new SendEmailCommand({ FromEmailAddress: from, Destination: { ToAddresses: [to] }, Content: content }));
      return 'sent';
    } catch (error) {
      if (error instanceof MessageRejected || error instanceof BadRequestException) return 'refused';
      throw error;
    }
  },
});
