import type { AppError } from '../../kernel/errors.ts';
import { headerOverflowCode } from '../../outside/seller-endpoint/classify-failure.ts';
import type { SendResult } from '../../outside/seller-endpoint/send-request.ts';
import { gatewayErrors } from '../errors.ts';

/** Failures after which the backend cannot have seen the call. */
const neverLeft: ReadonlySet<string> = new Set(['refused_address', 'dns', 'connect', 'tls']);

export const neverReached = (result: SendResult): boolean =>
  result.kind === 'failed' && (result.neverLeft === true || neverLeft.has(result.errorClass));

/** The gateway's own error that the caller gets in the place of an answer; undefined for an answer that is passed on. */
export function errorOf(result: SendResult): AppError | undefined {
  if (result.kind === 'answered') {
    if (result.truncated) return gatewayErrors.answer_too_large();
    // HTTP knows statuses from 100 to 599, and API Gateway takes no others from a function; those below 200 end no exchange.
    return result.status < 200 || result.status > 599 ? gatewayErrors.bad_answer() : undefined;
  }
  if (result.errorClass === 'timeout') return gatewayErrors.backend_timeout();
  if (result.detail === headerOverflowCode) return gatewayErrors.answer_too_large();
  return result.errorClass === 'protocol' ? gatewayErrors.bad_answer() : gatewayErrors.backend_failed();
}
