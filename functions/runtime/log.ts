import { AppError } from '../../shared/kernel/errors.ts';
import { ServiceError } from '../../shared/outside/aws/service-error.ts';

type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured log lines. Only flat, named fields: bodies, headers, tokens and personal data have no way in. */
const write = (level: 'info' | 'warn' | 'error', message: string, fields: Fields = {}): void => {
  process.stdout.write(`${JSON.stringify({ level, message, at: new Date().toISOString(), ...fields })}\n`);
};

export const log = {
  info: (message: string, fields?: Fields) => write('info', message, fields),
  warn: (message: string, fields?: Fields) => write('warn', message, fields),
  error: (message: string, fields?: Fields) => write('error', message, fields),
};

/** An error's kind and place, and by which id AWS knows the request that it refused; messages of foreign errors may quote what they were given, so they stay out. */
export const errorFields = (error: unknown): Fields =>
  error instanceof Error
    ? {
        error: error.name,
        awsRequestId: error instanceof ServiceError ? error.requestId : undefined,
        frames: error.stack
          ?.split('\n')
          .filter((line) => line.trimStart().startsWith('at '))
          .slice(0, 8)
          .join(' | '),
      }
    : { error: typeof error };

/** Work that failed and is taken up again. Losing a race is no failure of ours. */
export function logFailed(message: string, error: unknown, fields: Fields): void {
  const isRace = error instanceof AppError && error.spec.retryable && error.spec.status < 500;
  write(isRace ? 'warn' : 'error', message, { ...fields, ...errorFields(error) });
}
