import { createPerson, type OnCall, type Person } from '../../demo/client.ts';
import { openWorld } from '../../demo/open-world.ts';
import { demoRules } from '../../demo/run-stack.ts';
import { silentStory } from '../../demo/story.ts';
import { startSamples } from '../../demo/walk.ts';
import { type BootOptions, boot } from '../../infra/local/boot.ts';

/** A whole marketplace from the synthesized template, with everybody signed in and the seller's sample servers; its functions' errors are kept. */
export async function startMarketplace({ onCall, ...options }: BootOptions & { readonly onCall?: OnCall } = {}) {
  const errors: string[] = [];
  const run = await boot({
    rules: demoRules,
    ...options,
    log: ({ source, text }) => {
      if (/"level":"error"|Task timed out/.test(text)) errors.push(`[${source}] ${text}`);
    },
  });
  const samples = await startSamples();
  const world = await openWorld(run, silentStory, onCall);
  return {
    run,
    world,
    samples,
    errors,
    /** somebody of the local run's people, signed in afresh at every call: tokens end when the clock is moved */
    person: (role: string): Person => createPerson(run.apiUrl, silentStory, role, () => run.accessToken(role), onCall),
    stop: async () => {
      await samples.stop();
      await run.stop();
    },
  };
}
export type Marketplace = Awaited<ReturnType<typeof startMarketplace>>;
