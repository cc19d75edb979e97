import type { AddressPolicy } from './address-policy.ts';
import { parseAddress, type Target } from './check-address.ts';
import { type ErrorClass, errorCode } from './classify-failure.ts';
import { createAgents, exchange, type Request } from './exchange.ts';
import { type Resolve, type ResolvedAddress, resolveTarget, systemResolve } from './resolve-target.ts';
import type { Failed, Send, SendRequest } from './send-request.ts';

export type SenderDeps = {
  readonly resolve?: Resolve;
  /** Milliseconds of a clock that only goes forward; measures durations. */
  readonly monotonicMs?: () => number;
  /** Opens the connection; node:http(s) unless a test looks at its options. */
  readonly request?: Request;
  /** Keeps connections of calls that may be repeated open between calls. */
  readonly keepAlive?: boolean;
};

/**
 * The one sender for every address that a user typed (`docs/rules/4-fulfilment.md`, "Delivery"): addresses are checked, resolved, checked
 * again, and the checked address is the one connected to; redirects are not followed; the exchange ends at the time limit. Never throws.
 */
export function createSender(
  policy: AddressPolicy,
  deps: SenderDeps = {},
): { readonly send: Send; readonly close: () => void } {
  const resolve = deps.resolve ?? systemResolve;
  const monotonicMs = deps.monotonicMs ?? (() => performance.now());
  const agents = createAgents(deps.keepAlive ?? false);

  const send: Send = async (request) => {
    const startedMs = monotonicMs();
    const durationMs = () => Math.max(0, Math.round(monotonicMs() - startedMs));
    const failed = (errorClass: ErrorClass, detail: string): Failed => ({
      kind: 'failed',
      errorClass,
      durationMs: durationMs(),
      detail,
    });
    try {
      const target = parseAddress(request.url, policy);
      if ('code' in target) return failed('refused_address', target.en);
      const addresses = await resolveInTime(target, resolve, request);
      // The private address itself is not told: the detail is shown to the seller.
      if (addresses === 'refused')
        return failed('refused_address', 'The name resolves to an address that is not public.');
      if (addresses === 'timeout')
        return { ...failed('timeout', 'Resolving the name took too long.'), neverLeft: true };
      if (addresses instanceof Error) return failed('dns', errorCode(addresses));
      const remainingMs = request.timeoutMs - (monotonicMs() - startedMs);
      const result = await exchange(target, addresses, request, {
        remainingMs,
        agents,
        request: deps.request,
      });
      if (result.kind === 'failed') return { ...result, durationMs: durationMs() };
      const { status, headers, body, truncated } = result;
      return {
        kind: 'answered',
        status,
        headers,
        body,
        // Decoded on demand: the gateway passes megabytes through as bytes.
        get bodyText() {
          return new TextDecoder().decode(body);
        },
        truncated,
        durationMs: durationMs(),
      };
    } catch (error) {
      return failed('protocol', errorCode(error));
    }
  };
  return { send, close: () => agents.close() };
}

async function resolveInTime(
  target: Target,
  resolve: Resolve,
  { timeoutMs, signal }: SendRequest,
): Promise<readonly ResolvedAddress[] | 'refused' | 'timeout' | Error> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((done) => {
    timer = setTimeout(done, timeoutMs, 'timeout');
    signal?.addEventListener('abort', () => done('timeout'), { once: true });
  });
  try {
    return await Promise.race([resolveTarget(target, resolve), timeout]);
  } catch (error) {
    return error instanceof Error ? error : new Error('dns');
  } finally {
    clearTimeout(timer);
  }
}
