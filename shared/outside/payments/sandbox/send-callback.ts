import type { SandboxCallback } from './callback.ts';
import type { CallbackAnswer } from './pay-page.ts';

const attempts = 3;
const timeoutMilliseconds = 5_000;

/**
 * Tells the merchant; tries again at once when it cannot be reached or asks for patience. The address is the marketplace's
 * own, out of a ticket that it signed itself: nothing that a user typed.
 */
export async function sendCallback(url: string, callback: SandboxCallback): Promise<CallbackAnswer> {
  let answer: CallbackAnswer;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(callback),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      answer = { status: response.status, body: (await response.text()).slice(0, 4096) };
      if (response.status < 500 && response.status !== 409) return answer;
    } catch {
      answer = undefined;
    }
  }
  return answer;
}
