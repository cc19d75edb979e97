import type { Language } from '../../../kernel/errors.ts';
import { type SandboxCallback, signCallback } from './callback.ts';
import { type CallbackAnswer, messagePage, type PageText, payPage, resultPage } from './pay-page.ts';
import { openTicket, type PayTicket, sealTicket } from './pay-ticket.ts';

/** A visit to the pay page: shown, or a button pressed. */
export type PageVisit = {
  readonly sealedTicket: string;
  readonly action?: string;
  readonly language: Language;
  readonly now: Date;
};
export type PageAnswer = {
  readonly status: number;
  readonly html: string;
  /** what was sent and what came back, for visitors that are programs */
  readonly sent?: { readonly callback: SandboxCallback; readonly answer: CallbackAnswer };
};

type Deps = {
  readonly secret: string;
  readonly send: (url: string, callback: SandboxCallback) => Promise<CallbackAnswer>;
};

const actions = ['pay', 'cancel', 'repeat', 'forge'] as const;
type Action = (typeof actions)[number];

/**
 * The sandbox keeps nothing: what it must know comes with the signed ticket, and every press of a button tells the merchant.
 * After its time the page takes no money any more, but what was told can be told again.
 */
export async function handlePayPage(
  { sealedTicket, action, language, now }: PageVisit,
  { secret, send }: Deps,
): Promise<PageAnswer> {
  const ticket = openTicket(secret, sealedTicket);
  if (!ticket) return { status: 403, html: messagePage(language, 'invalid') };
  const pressed = actions.find((known) => known === action);
  const result = pressed && resultOf(pressed, ticket);
  if (action !== undefined && !result) return { status: 400, html: messagePage(language, 'invalid') };
  if (ticket.expiresAt <= now.toISOString() && ticket.told === undefined)
    return { status: 410, html: messagePage(language, 'expired') };
  if (!pressed || !result) return { status: 200, html: payPage(language, ticket, sealedTicket) };
  const callback = callbackOf(ticket, result, pressed === 'forge' ? `not the ${secret}` : secret, now);
  const answer = await send(ticket.callbackUrl, callback);
  const told = pressed === 'forge' ? ticket : { ...ticket, told: result };
  return {
    status: 200,
    html: resultPage(
      language,
      { ticket: told, sealedTicket: sealTicket(secret, told) },
      said(result, answer),
      answer,
    ),
    sent: { callback, answer },
  };
}

/** What a button tells; undefined where it must not be pressed. What was told once does not change. */
function resultOf(action: Action, { told }: PayTicket): SandboxCallback['result'] | undefined {
  if (action === 'repeat') return told;
  const result = action === 'cancel' ? 'cancelled' : 'paid';
  return action === 'forge' || told === undefined || told === result ? result : undefined;
}

function callbackOf(
  { paymentId, amountFen }: PayTicket,
  result: SandboxCallback['result'],
  secret: string,
  now: Date,
): SandboxCallback {
  return signCallback(secret, {
    paymentId,
    providerReference: `sandbox-${paymentId}`,
    result,
    amountFen,
    timestamp: Math.floor(now.getTime() / 1000),
  });
}

function said(result: SandboxCallback['result'], answer: CallbackAnswer): PageText {
  if (!answer || answer.status >= 500) return 'unreachable';
  return answer.status >= 300 ? 'refused' : result;
}
