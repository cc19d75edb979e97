import { isSigned } from './signature-v4.ts';

export interface Refusal {
  status: number;
  code: string;
  message: string;
}

interface Policy {
  expiration: string;
  conditions: (Record<string, string> | [string, string | number, string | number])[];
}

/** Fields that a policy need not mention. */
const exempt = /^(?:x-amz-signature|policy|file|x-ignore-.*)$/;

const denied = (message: string): Refusal => ({ status: 403, code: 'AccessDenied', message });
const failed = (condition: unknown) =>
  denied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`);

/**
 * Checks an upload form as S3 does: the policy's signature, its expiry, each of its conditions, and that no field is outside of it. Field names are
 * in lower case; `fields.bucket` is the bucket of the address. Undefined when all is well.
 */
export function checkForm(fields: Record<string, string>, size: number, now: number): Refusal | undefined {
  const { policy: encoded, 'x-amz-signature': signature = '', 'x-amz-credential': credential = '' } = fields;
  if (!encoded) return denied('Access Denied');
  if (!isSigned(encoded, credential, signature)) {
    return {
      status: 403,
      code: 'SignatureDoesNotMatch',
      message: 'The request signature we calculated does not match the signature you provided.',
    };
  }
  const policy = readPolicy(encoded);
  if (!policy) return { status: 400, code: 'InvalidPolicyDocument', message: 'Invalid Policy: not readable' };
  if (!(Date.parse(policy.expiration) > now)) return denied('Invalid according to Policy: Policy expired.');
  const covered = new Set(['bucket']);
  for (const condition of policy.conditions) {
    const rules = Array.isArray(condition)
      ? [condition]
      : Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value] as const);
    for (const rule of rules) {
      const refusal = checkRule(rule, fields, size, covered);
      if (refusal) return refusal;
    }
  }
  const extra = Object.keys(fields).find((name) => !covered.has(name) && !exempt.test(name));
  return extra ? denied(`Invalid according to Policy: Extra input fields: ${extra}`) : undefined;
}

type Rule = readonly [string, string | number, string | number];

function checkRule(
  rule: Rule,
  fields: Record<string, string>,
  size: number,
  covered: Set<string>,
): Refusal | undefined {
  const [operator, subject, operand] = rule;
  if (operator === 'content-length-range') {
    if (size < Number(subject)) return tooSmall;
    return size > Number(operand) ? tooLarge : undefined;
  }
  const name = String(subject).replace(/^\$/, '').toLowerCase();
  covered.add(name);
  const value = fields[name] ?? '';
  if (operator === 'eq') return value === String(operand) ? undefined : failed(rule);
  if (operator === 'starts-with') return value.startsWith(String(operand)) ? undefined : failed(rule);
  return failed(rule);
}

const tooSmall = {
  status: 400,
  code: 'EntityTooSmall',
  message: 'Your proposed upload is smaller than the minimum allowed size',
};
/** For a form that is larger than its policy allows. */
export const tooLarge: Refusal = {
  status: 400,
  code: 'EntityTooLarge',
  message: 'Your proposed upload exceeds the maximum allowed size',
};

function readPolicy(encoded: string): Policy | undefined {
  try {
    const policy = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Policy;
    return Array.isArray(policy.conditions) ? policy : undefined;
  } catch {
    return undefined;
  }
}
