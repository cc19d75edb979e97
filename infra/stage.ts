import type { Node } from 'constructs';
import * as z from 'zod';

const json = (text: string): boolean => {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** What a deployment may say about itself: `-c name=value`, or `context` in `cdk.json`. */
const Context = z.object({
  stage: z.enum(['dev', 'prod']).default('dev'),
  /** `yes` for a run on a developer's machine */
  local: z.enum(['yes', 'no']).default('no'),
  /** pages that may call the API, separated by commas */
  origins: z
    .string()
    .default('http://localhost:5173')
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.string().regex(/^https?:\/\/[^*/]+$/, 'an origin, without * and without path'))),
  /** JSON: overrides of named rules, per context */
  rules: z.string().refine(json, 'a JSON object').default('{}'),
  /** gets the alarms */
  alarmEmail: z.email().optional(),
  mailFrom: z.email().default('no-reply@yunshi.example'),
  /** the payment provider's address; in dev the payment sandbox's own is used */
  paymentUrl: z.url().default('https://payments.invalid'),
});

export type Stage = {
  readonly name: 'dev' | 'prod';
  readonly isProd: boolean;
  readonly local: boolean;
  readonly origins: readonly string[];
  readonly rules: string;
  readonly alarmEmail: string | undefined;
  readonly mailFrom: string;
  readonly paymentUrl: string;
};

/** @throws naming the context value that is wrong, and when `local` and `prod` are asked for together */
export function readStage(node: Node): Stage {
  const given = Object.fromEntries(Object.keys(Context.shape).map((name) => [name, node.tryGetContext(name)]));
  const { stage, local, ...rest } = Context.parse(given);
  if (local === 'yes' && stage === 'prod') throw new Error('context: prod cannot be synthesized for a local run');
  return { name: stage, isProd: stage === 'prod', local: local === 'yes', alarmEmail: undefined, ...rest };
}
