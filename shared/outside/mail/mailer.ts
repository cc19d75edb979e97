/** One e-mail, the same words as plain text and as HTML. `messageId` is the same however often it is sent, so that receivers can tell repeats. */
export type Mail = {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** `refused`: this mail will never be taken (no such address). Anything else that goes wrong is thrown and worth another try. */
export type MailOutcome = 'sent' | 'refused';

/** The port to whoever carries e-mails. */
export type Mailer = { readonly send: (mail: Mail) => Promise<MailOutcome> };
