import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalContext } from './context.ts';
import { writeFileAtomically } from './files.ts';

const seeds = new WeakMap<LocalContext, string>();

/** One random seed per data directory (per run without one), so that what was sealed is opened again after a restart. */
function seedOf(context: LocalContext): string {
  const known = seeds.get(context);
  if (known) return known;
  const file = context.dataDir && join(context.dataDir, 'parameters-seed');
  const seed = file && existsSync(file) ? readFileSync(file, 'utf8') : randomBytes(32).toString('base64url');
  if (file) writeFileAtomically(file, seed);
  seeds.set(context, seed);
  return seed;
}

/**
 * The text with its `{{resolve:ssm:<name>}}` places filled in, as CloudFormation does at deployment. Every parameter has a value of
 * its own: 32 bytes in base64, worked out from the seed.
 */
export function resolveParameters(text: string, context: LocalContext): string {
  return text.replaceAll(/\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}/g, (_whole, name: string) =>
    createHmac('sha256', seedOf(context)).update(name).digest('base64'),
  );
}
