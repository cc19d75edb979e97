import { isTrouble } from '@yunshi/local-cloud';
import type { MarketplaceRun } from '../infra/build/local-application.ts';
import { type HereOptions, runHere } from '../infra/build/run-here.ts';
import { collectUnits, type Units } from './units.ts';

/**
 * Pauses of a demo: retries within seconds instead of days. Slots of a machine on which a function has eight environments: a slow
 * backend may hold half of them.
 */
export const demoRules = {
  fulfilment: { retry: { pausesSeconds: [2, 5, 10, 30] } },
  metering: { slow: { slots: 4, firstSlots: 2, slotsPerApp: 3 } },
};

/** A running marketplace: troubles of its functions are shown, and what they consume is added up. */
export async function runStack(options: HereOptions = {}): Promise<{ run: MarketplaceRun; units: Units }> {
  const units = collectUnits();
  const run = await runHere({
    rules: demoRules,
    ...options,
    log: ({ source, text }) => {
      units.note(text);
      if (isTrouble(text)) process.stderr.write(`[${source}] ${text}\n`);
    },
  });
  return { run, units };
}
