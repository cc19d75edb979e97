import type { Stage } from '../stage.ts';
import type { Clients } from './clients.ts';
import { type Finding, fail, type Said } from './finding.ts';

/** What checks work with. `fetch`, `resolve`, `sleep` and `now` are the machine's own but in tests. */
export type Patient = {
  readonly stage: Stage;
  readonly aws: Clients;
  readonly fetch: typeof fetch;
  /** the CNAME records of a name; empty where it has none */
  readonly resolve: (name: string) => Promise<readonly string[]>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => Date;
};

/** One thing that can be wrong, looked at from outside. */
export type Check = { readonly name: Said; readonly run: (patient: Patient) => Promise<readonly Finding[]> };

/** What the checks found, in their order. A check that could not look tells why as a failure of its own, and the others go on. */
export async function runChecks(
  checks: readonly Check[],
  patient: Patient,
): Promise<{ name: Said; findings: readonly Finding[] }[]> {
  const seen = [];
  for (const { name, run } of checks) {
    const findings = await run(patient).catch((error: unknown) => [couldNotLook(error)]);
    seen.push({ name, findings });
  }
  return seen;
}

function couldNotLook(error: unknown): Finding {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return fail(`无法检查：${reason}`, `Could not look: ${reason}`, {
    zh: '请确认凭证有效、有读取权限并能访问网络。',
    en: 'See that the credentials are valid, may read this, and that the network is there.',
  });
}
