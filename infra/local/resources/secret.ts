import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalContext } from '../context.ts';
import { account, region } from '../engines/aws-json.ts';
import { writeFileAtomically } from '../files.ts';
import type { LocalResource, ResourcePlugin } from '../registry.ts';

const arnOf = (resource: LocalResource) =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${resource.stack.name}-${resource.logicalId}`;

const seeds = new WeakMap<LocalContext, string>();

/** One random seed per data directory (per run without one), so that what was sealed is opened again after a restart. */
function seedOf(context: LocalContext): string {
  const known = seeds.get(context);
  if (known) return known;
  const file = context.dataDir && join(context.dataDir, 'secrets-seed');
  const seed = file && existsSync(file) ? readFileSync(file, 'utf8') : randomBytes(32).toString('base64url');
  if (file) writeFileAtomically(file, seed);
  seeds.set(context, seed);
  return seed;
}

/** AWS::SecretsManager::Secret with a generated string; its value is worked out from the seed, nothing is stored. */
export const secret: ResourcePlugin = {
  type: 'AWS::SecretsManager::Secret',
  identify: (resource) => ({ ref: arnOf(resource), attributes: { Id: arnOf(resource) } }),
};

/** The text with its `{{resolve:secretsmanager:…}}` places filled in, as CloudFormation does at deployment. */
export function resolveSecrets(text: string, context: LocalContext): string {
  return text.replaceAll(/\{\{resolve:secretsmanager:(arn:(?:[^:}]+:){5}[^:}]+):SecretString:[^}]*\}\}/g, (_whole, arn: string) => {
    const found = context.resources.find((resource) => resource.type === secret.type && arnOf(resource) === arn);
    if (!found) throw new Error(`No secret ${arn} in the template`);
    const { PasswordLength = 32 } = (found.raw.GenerateSecretString ?? {}) as { PasswordLength?: number };
    const bytes = createHmac('sha512', seedOf(context)).update(arn).digest('hex');
    return bytes.repeat(Math.ceil(PasswordLength / bytes.length)).slice(0, PasswordLength);
  });
}
