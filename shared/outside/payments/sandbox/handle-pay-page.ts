import type { Language } from '../../../kernel/errors.ts';
import { type SandboxCallback, signCallback } from './callback.ts';
import { type CallbackAnswer, messagePage, type PageText, payPage, resultPage } from './pay-page.ts';
import { openTicket, type PayTicket } from './pay-ticket.ts';

/** A visit to the pay page: shown, or a button pressed. */
export type PageVisit = { readonly sealedTicket: string; readonly action?: string; readonly language: Language; readonly now: Date };
export type PageAnswer = {
  readonly status: number;
  readonly html: string;
  /** what was sent and what came back, for visitors that are programs */
  readonly sent?: { readonly callback: SandboxCallback; readonly answer: CallbackAnswer };
};

type Deps = { readonly secret: string; readonly send: (url: string, callback: SandboxCallback) => Promise<CallbackAnswer> };

/** The sandbox keeps nothing: what it must know comes with the signed ticket, and every press of a button tells the merchant. */
export async function handlePayPage({ sealedTicket, action, language, now }: PageVisit, { secret, send }: Deps): Promise<PageAnswer> {
  const ticket = openTicket(secret, sealedTicket);
  if (!ticket) return { status: 403, html: messagePage(language, 'invalid') };
  if (action === undefined) {
    const expired = ticket.expiresAt <= now.toISOString();
    return expired
      ? { status: 410, html: messagePage(language, 'expired') }
      : { status: 200, html: payPage(language, ticket, sealedTicket) };
  }
  if (action !== 'pay' && action !== 'cancel' && action !== 'forge') return { status: 400, html: messagePage(language, 'invalid') };
  const callback = callbackOf(ticket, action, secret, now);
  const answer = await send(ticket.callbackUrl, callback);
  return { status: 200, html: resultPage(language, ticket, sealedTicket, said(action, answer), answer), sent: { callback, answer } };
}

function callbackOf({ paymentId, amountFen }: PayTicket, action: 'pay' | 'cancel' | 'forge', secret: string, now: Date): SandboxCallback {
  return signCallback(action === 'forge' ? `not the ${secret}` : secret, {
    paymentId,
    providerReference: `sandbox-${paymentId}`,
    result: action === 'cancel' ? 'cancelled' : 'paid',
    amountFen,
    timestamp: Math.floor(now.getTime() / 1000),
  });
}

function said(action: 'pay' | 'cancel' | 'forge', answer: CallbackAnswer): PageText {
  if (!answer || answer.status >= 500) return 'unreachable';
  if (answer.status >= 300) return 'refused';
  return action === 'cancel' ? 'cancelled' : 'paid';
}
