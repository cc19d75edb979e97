import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalContext } from './context.ts';
import { writeFileAtomically } from './files.ts';

type Kept = Pick<LocalContext, 'dataDir'>;

const seeds = new WeakMap<Kept, string>();

/** One random seed per data directory (per run without one), so that what was sealed is opened again after a restart. */
function seedOf(context: Kept): string {
  const known = seeds.get(context);
  if (known) return known;
  const file = context.dataDir && join(context.dataDir, 'parameters-seed');
  const seed = file && existsSync(file) ? readFileSync(file, 'utf8') : randomBytes(32).toString('base64url');
  if (file) writeFileAtomically(file, seed);
  seeds.set(context, seed);
  return seed;
}

/** The value of a parameter in SSM, which CloudFormation reads at deployment: 32 bytes in base64, worked out from the seed, for each name. */
export const parameterValue = (name: string, context: Kept): string =>
  createHmac('sha256', seedOf(context)).update(name).digest('base64');
