import { kernelErrors } from '../../kernel/errors.ts';
import { type DialectName, dialectOf } from '../dialects/dialects.ts';

type Asked = { readonly dialect: DialectName; readonly timeoutSeconds?: number };

/** How long an attempt at an endpoint may take: what is asked for, else what its dialect says. @throws request.invalid for more than the dialect allows */
export function allowedTime({ dialect, timeoutSeconds }: Asked): number {
  const { usualSeconds, longestSeconds } = dialectOf(dialect).timeLimit;
  if (timeoutSeconds === undefined) return usualSeconds;
  if (timeoutSeconds <= longestSeconds) return timeoutSeconds;
  const zh = `该协议最长 ${longestSeconds} 秒。`;
  const en = `The dialect allows ${longestSeconds} seconds at most.`;
  throw kernelErrors.invalid({ fields: [{ pointer: '/timeoutSeconds', code: 'too_big', zh, en }] });
}
