import { summarize } from './acts/summarize.ts';
import { openWorld } from './open-world.ts';
import { runStack } from './run-stack.ts';
import { startSamples } from './samples.ts';
import { tellStory } from './story.ts';
import { walk } from './walk.ts';

/** `npm run demo`: the main job on a stack of its own; exits 0, or says what is not as it should be. */
const story = tellStory();
const startedAt = performance.now();
try {
  const { run, units } = await runStack({ progress: (line) => story.step(`${line} …`) });
  const samples = await startSamples();
  try {
    story.step(`the marketplace runs after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    const world = await openWorld(run, story);
    await summarize(world, units, await walk(world, samples));
  } finally {
    await samples.stop();
    await run.stop();
  }
} catch (error) {
  console.error(`\nThe demo stopped: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
