import * as z from 'zod';

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const host = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const originHint = 'https://<host>, or http://localhost:<port>; no path and no *';

/** Plain `http` is for the developer's own machine; of other pages Cognito takes `https` only. A run there has no Cognito. */
export const wrongOrigins = (origins: readonly string[], isLocal: boolean): string[] =>
  origins.flatMap((origin, place) => {
    const fits = isLocal ? /^https?:\/\/[^*/\s]+$/ : /^(https:\/\/[^*/\s]+|http:\/\/localhost(:\d{1,5})?)$/;
    return fits.test(origin) ? [] : [`origins.${place}: must be ${originHint}`];
  });

const accountHint = "the AWS account's 12 digits, as text";
const regionHint =
  'an AWS region such as ap-southeast-1; not in the partition aws-cn, where Cognito user pools and SES do not exist';
const domainHint =
  'a domain of your own, such as market.example.com; the API gets api.<domain>, API calls gw.<domain>';
const consoleHint = "the console's address, https (http on localhost), without a path; mails lead to it";
const paymentHint = "the payment provider's address, https";

/**
 * What a deployment says about itself: in `cdk.json` under `stages.<stage>`, and over that `-c name=value`. Every value has its hint,
 * which is shown where it is missing or wrong.
 */
export const StageValues = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/, accountHint)
    .optional()
    .describe(accountHint),
  region: z
    .string()
    .regex(/^(?!cn-)[a-z]{2}(-[a-z]+)+-\d$/, regionHint)
    .optional()
    .describe(regionHint),
  domain: z.string().regex(host, domainHint).optional().describe(domainHint),
  origins: z
    .union([
      z.string().transform((list) => list.split(',').map((origin) => origin.trim())),
      z.array(z.string()),
    ])
    .pipe(z.array(z.string()).min(1))
    .describe(`pages that may call the API, a list or separated by commas: ${originHint}`),
  alarmEmail: z.email('an e-mail address').optional().describe('the e-mail address that gets the alarms'),
  mailFrom: z
    .email('an e-mail address')
    .describe('the sender of e-mails, at a domain that SES may send from'),
  mailIdentity: z
    .enum(['create', 'existing'], 'create or existing')
    .describe(
      'create: SES is to verify the domain of mailFrom; existing: the account has verified it already, perhaps for another stage',
    ),
  consoleUrl: z
    .string()
    .regex(/^(https:\/\/[^*/\s?#]+|http:\/\/localhost(:\d{1,5})?)$/, consoleHint)
    .optional()
    .describe(consoleHint),
  paymentUrl: z
    .url({ protocol: /^https$/, error: paymentHint })
    .optional()
    .describe(paymentHint),
  reserve: z
    .enum(['yes', 'no'], 'yes or no')
    .describe(
      'yes: functions reserve concurrency, for which the account needs a quota of 1,000 concurrent executions',
    ),
  paused: z.enum(['yes', 'no'], 'yes or no').describe('yes: no function runs, while data are restored'),
  rules: z
    .union([z.string().transform(json), z.unknown()])
    .refine(isObject, 'a JSON object')
    .transform((rules) => rules as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
    .describe('overrides of named figures and dated rows of tables, by context'),
});
export type StageValues = z.output<typeof StageValues>;
export type StageValueName = keyof StageValues;

export const stageValueNames = Object.keys(StageValues.shape) as StageValueName[];
