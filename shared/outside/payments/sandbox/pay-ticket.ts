import * as z from 'zod';
import { isSignature, signText } from './signature.ts';

/** Everything the sandbox's pay page knows of a payment: it keeps nothing itself. */
const PayTicket = z.object({
  paymentId: z.string(),
  amountFen: z.int().positive(),
  subject: z.object({ zh: z.string(), en: z.string() }),
  expiresAt: z.iso.datetime(),
  callbackUrl: z.url(),
  returnUrl: z.url().optional(),
  /** what was pressed while the page was open; it may be told again at any time */
  told: z.enum(['paid', 'cancelled']).optional(),
});
export type PayTicket = z.output<typeof PayTicket>;

export function sealTicket(secret: string, ticket: PayTicket): string {
  const text = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${text}.${signText(secret, 'pay', text)}`;
}

/** The ticket, or undefined unless it was made with this secret and is whole. */
export function openTicket(secret: string, sealed: string): PayTicket | undefined {
  const [text = '', signature = ''] = sealed.split('.');
  if (!isSignature(secret, 'pay', text, signature)) return undefined;
  return PayTicket.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
}
