/** What went wrong below HTTP, one word per cause that a seller can act on. */
export const errorClasses = [
  'refused_address',
  'dns',
  'connect',
  'tls',
  'timeout',
  'reset',
  'protocol',
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** Code of the error with which a connection to an address that was not checked is given up. */
export const uncheckedAddressCode = 'UNCHECKED_ADDRESS';

/** Code of the failure of an answer whose headers are larger than node:http reads (16 KB). */
export const headerOverflowCode = 'HPE_HEADER_OVERFLOW';

const resetCodes = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED']);
const connectCodes = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'ENETDOWN',
  'EHOSTDOWN',
  'EACCES',
]);
const tlsCode =
  /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|CRL_|INVALID_CA|HOSTNAME_MISMATCH)/;

/** The system or OpenSSL code of an error; of several connection attempts (AggregateError) the first one's. */
export function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'UNKNOWN';
}

/** Classifies an error of node:http(s); `connected` tells whether TCP was up, `secured` whether TLS (if any) was. */
export function classifyFailure(
  error: unknown,
  progress: { connected: boolean; secured: boolean },
): ErrorClass {
  const code = errorCode(error);
  if (code === uncheckedAddressCode) return 'refused_address';
  if (tlsCode.test(code)) return 'tls';
  if (progress.connected && !progress.secured) return 'tls';
  if (connectCodes.has(code)) return 'connect';
  if (resetCodes.has(code)) return progress.connected ? 'reset' : 'connect';
  return 'protocol';
}
