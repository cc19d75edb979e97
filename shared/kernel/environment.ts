import * as z from 'zod';

/**
 * Every environment variable a function may be given. The constructs set them (a binding grants and configures in one call),
 * the composition root reads them; nothing else touches `process.env`.
 */
export const environmentSchema = {
  TABLE_NAME: z.string().min(1),
  UPLOADS_BUCKET: z.string().min(1),
  /** queues that the relay fills and functions send to */
  NOTIFICATIONS_QUEUE_URL: z.url(),
  MESSAGES_QUEUE_URL: z.url(),
  PROJECTIONS_QUEUE_URL: z.url(),
  ORDERS_QUEUE_URL: z.url(),
  CHECKS_QUEUE_URL: z.url(),
  /** where a queue consumer puts what it can never handle */
  DEAD_LETTER_QUEUE_URL: z.url(),
  /** sender address of e-mails */
  MAIL_FROM: z.string().min(3),
  /** base address of the public API, of API calls, and of the payment sandbox */
  API_URL: z.url(),
  GATEWAY_URL: z.url(),
  SANDBOX_URL: z.url(),
  /** shared with the payment provider; signs callbacks */
  PAYMENT_SECRET: z.string().min(32),
  /** encrypts secrets at rest (32 bytes, base64) */
  DATA_KEY: z.string().min(44),
  /** JSON: overrides of named rules, per context */
  RULES: z.string().default('{}'),
  /** `yes` on a developer's machine only: sellers' endpoints may be http and loopback */
  ALLOW_LOOPBACK: z.enum(['yes', 'no']).default('no'),
} as const;

export type EnvironmentName = keyof typeof environmentSchema;
export type Environment<N extends EnvironmentName> = { readonly [K in N]: z.output<(typeof environmentSchema)[K]> };

/** @throws naming every variable that is missing or wrong, never its value */
export function readEnvironment<const N extends EnvironmentName>(
  names: readonly N[],
  source: Readonly<Record<string, string | undefined>>,
): Environment<N> {
  const results = names.map((name) => [name, environmentSchema[name].safeParse(source[name])] as const);
  const wrong = results.filter(([, result]) => !result.success).map(([name]) => name);
  if (wrong.length > 0) throw new Error(`environment: missing or wrong: ${wrong.join(', ')}`);
  return Object.fromEntries(results.map(([name, result]) => [name, result.data])) as Environment<N>;
}
