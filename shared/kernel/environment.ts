import { type QueueVariable, queueVariables } from './queues.ts';

type Variable = { readonly valid: (value: string) => boolean; readonly byDefault?: string };

const address: Variable = { valid: (value) => URL.canParse(value) };
const text = (minLength: number): Variable => ({ valid: (value) => value.length >= minLength });
const queueAddresses = Object.fromEntries(queueVariables.map((name) => [name, address])) as Readonly<
  Record<QueueVariable, Variable>
>;
const oneOf = (...values: readonly string[]): Variable => ({ valid: (value) => values.includes(value) });

/**
 * Every environment variable a function may be given. The constructs set them (a binding grants and configures in one call),
 * the composition root reads them; nothing else touches `process.env`. Plain checks, because zod would be a quarter of the
 * gateway's bundle and nothing else there needs it.
 */
export const environmentSchema = {
  TABLE_NAME: text(1),
  UPLOADS_BUCKET: text(1),
  /** queues that the relay fills and functions send to */
  ...queueAddresses,
  /** where a queue consumer puts what it can never handle */
  DEAD_LETTER_QUEUE_URL: address,
  /** sender address of e-mails */
  MAIL_FROM: text(3),
  /** address of the console, which mails lead to; empty while there is none */
  CONSOLE_URL: { valid: (value) => value === '' || URL.canParse(value), byDefault: '' },
  /** base address of API calls, and of the payment sandbox; that of the public API comes with each request */
  GATEWAY_URL: address,
  SANDBOX_URL: address,
  /** shared with the payment provider; signs callbacks */
  PAYMENT_SECRET: text(32),
  /** encrypts secrets at rest (32 bytes, base64) */
  DATA_KEY: text(44),
  /** JSON: overrides of named rules, per context */
  RULES: { ...text(2), byDefault: '{}' },
  /** path of the local run's own page; empty where there is none */
  LOCAL_PAGE: { valid: (value) => value === '' || value.startsWith('/'), byDefault: '' },
  /** who knows the accounts that settlements are paid to: the sandbox, or nobody, and operators check them */
  SETTLEMENT_ACCOUNTS: oneOf('sandbox', 'none'),
  /** `yes` on a developer's machine only: sellers' endpoints may be http and loopback */
  ALLOW_LOOPBACK: { valid: (value) => value === 'yes' || value === 'no', byDefault: 'no' },
} as const satisfies Readonly<Record<string, Variable>>;

export type EnvironmentName = keyof typeof environmentSchema;
export type Environment<N extends EnvironmentName> = { readonly [K in N]: string };

/** @throws naming every variable that is missing or wrong, never its value */
export function readEnvironment<const N extends EnvironmentName>(
  names: readonly N[],
  source: Readonly<Record<string, string | undefined>>,
): Environment<N> {
  const values = names.map((name) => {
    const { valid, byDefault }: Variable = environmentSchema[name];
    const value = source[name] ?? byDefault;
    return { name, value, right: value !== undefined && valid(value) };
  });
  const wrong = values.filter(({ right }) => !right).map(({ name }) => name);
  if (wrong.length > 0) throw new Error(`environment: missing or wrong: ${wrong.join(', ')}`);
  return Object.fromEntries(values.map(({ name, value }) => [name, value])) as Environment<N>;
}
