import { checkCalendar } from '../../shared/china/check-calendar.ts';
import { builtInCalendar } from '../../shared/china/working-days.ts';
import { type Environment, type EnvironmentName, readEnvironment } from '../../shared/kernel/environment.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { type Sealer, sealerOf } from '../../shared/kernel/secrets/sealed.ts';
import { jsonService, type ServiceSettings } from '../../shared/outside/aws/json-service.ts';
import type { AwsKeys } from '../../shared/outside/aws/signature-v4.ts';
import {
  type AddressPolicy,
  defaultAddressRules,
} from '../../shared/outside/seller-endpoint/address-policy.ts';
import { openTable, type Table } from '../../shared/table/table.ts';
import { noteConsumed } from './capacity-log.ts';

/** The named variables of this function's environment. The only reader of `process.env`. */
export const environment = <const N extends EnvironmentName>(names: readonly N[]): Environment<N> =>
  readEnvironment(names, process.env);

/** Lambda's own variables: the region, the keys of the function's role, and where a service is that is not Amazon's. */
export function awsSettings(service: 'DYNAMODB' | 'SQS' | 'S3'): ServiceSettings {
  const { AWS_REGION: region, [`AWS_ENDPOINT_URL_${service}`]: endpoint } = process.env;
  if (!region) throw new Error('no region in the environment');

  const keys = environmentKeys();
  return { region, endpoint, keys: () => keys };
}

/** Lambda gives an environment its keys once. */
function environmentKeys(): AwsKeys {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw new Error('no credentials in the environment');

  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  };
}

/** The table this function is bound to; with a sealer it reads and writes people's numbers and contacts. */
export const connectTable = (sealer?: Sealer): Table =>
  openTable({
    engine: jsonService('dynamodb', awsSettings('DYNAMODB')),
    tableName: environment(['TABLE_NAME']).TABLE_NAME,
    onConsumed: noteConsumed,
    sealer,
  });

/** Seals and opens under the deployment's data key. */
export const connectSealer = (): Sealer => sealerOf(environment(['DATA_KEY']).DATA_KEY);

/** Overrides of one context's named rules in this deployment. */
export const ruleOverrides = (context: string): Record<string, unknown> | undefined =>
  JSON.parse(environment(['RULES']).RULES)[context];

/** The same, for contexts that count working days: one `calendar` holds for all of them. */
export const ruleOverridesWithCalendar = (context: string): Record<string, unknown> => {
  const rows = ruleOverrides('calendar');
  const { calendar } = withOverrides({ calendar: builtInCalendar }, rows && { calendar: rows });
  return { ...ruleOverrides(context), calendar: checkCalendar(calendar) };
};

/** Which addresses typed by users may be called, the same for every sender and every form; loopback only where the local run says so. */
export const addressPolicy = (): AddressPolicy => ({
  ...withOverrides(defaultAddressRules, ruleOverrides('addresses')),
  allowLoopback: environment(['ALLOW_LOOPBACK']).ALLOW_LOOPBACK === 'yes',
});
