import type { SendResult } from '../../shared/outside/seller-endpoint/send-request.ts';

type Answered = Extract<SendResult, { kind: 'answered' }>;

/** What a seller's system answered: nothing with 200, soon, but for what the test says. */
export const backendAnswer = (own: Partial<Omit<Answered, 'kind'>> = {}): Answered => ({
  kind: 'answered',
  status: 200,
  headers: {},
  body: new Uint8Array(),
  bodyText: '',
  truncated: false,
  durationMs: 1,
  ...own,
});
