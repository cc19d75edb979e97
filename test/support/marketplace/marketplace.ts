import { isTrouble } from '@yunshi/local-cloud';
import { createPerson, type OnCall, type Person } from '../../../demo/client.ts';
import { openWorld } from '../../../demo/open-world.ts';
import { demoRules } from '../../../demo/run-stack.ts';
import { startSamples } from '../../../demo/samples.ts';
import { silentStory } from '../../../demo/story.ts';
import { type HereOptions, runHere } from '../../../infra/build/run-here.ts';
import { tableBehind } from '../table-rows.ts';
import { auditLedger } from '../things/ledger.ts';

/** A whole marketplace from the synthesized template, with everybody signed in and the seller's sample servers; its functions' errors are kept. */
export async function startMarketplace({
  onCall,
  log,
  ...options
}: HereOptions & { readonly onCall?: OnCall } = {}) {
  const errors: string[] = [];
  const run = await runHere({
    rules: demoRules,
    ...options,
    log: ({ source, text }) => {
      log?.({ source, text });
      if (isTrouble(text)) errors.push(`[${source}] ${text}`);
    },
  });
  const samples = await startSamples();
  const world = await openWorld(run, silentStory, onCall);
  const person = (role: string): Person =>
    createPerson({ apiUrl: run.apiUrl, story: silentStory, onCall }, role, () => run.accessToken(role));
  return {
    run,
    world,
    samples,
    errors,
    /** somebody of the local run's people, signed in afresh as often as tokens end: the clock is moved */
    person,
    /** everybody of the world, with tokens that outlast a moved clock */
    everybody: { ...world, seller: person('seller'), buyer: person('buyer'), operator: person('operator') },
    /** moves the clock by an ISO 8601 duration, as somebody with a browser would */
    advance: async (duration: string): Promise<void> => {
      const answer = await fetch(`${run.localUrl}/clock`, {
        method: 'POST',
        body: JSON.stringify({ advance: duration }),
      });
      if (!answer.ok) throw new Error(`the clock answered ${answer.status}`);
    },
    /** Ends everything; whatever a test did, the ledger's books must balance. */
    stop: async () => {
      await auditLedger(tableBehind(run)).finally(() => Promise.all([samples.stop(), run.stop()]));
    },
  };
}
export type Marketplace = Awaited<ReturnType<typeof startMarketplace>>;
