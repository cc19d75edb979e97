import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { KeptAttempt } from './kept-notification.ts';

/** Under which name the answer to a notification is sealed. */
export const answerContext = (id: string): string => `answer ${id}`;

/** What the seller's system answered, in the clear. */
export const openAnswer = (id: string, { answer }: KeptAttempt, sealer: Sealer): string | undefined =>
  answer === undefined ? undefined : sealer.open(answer, answerContext(id));
