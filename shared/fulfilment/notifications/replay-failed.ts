import { jobView } from '../../jobs/job-view.ts';
import { startJob } from '../../jobs/start-job.ts';
import { sellerOf } from '../../kernel/actor.ts';
import { counted, personOf } from '../../kernel/limits.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { ownEndpoint } from '../endpoints/endpoint-view.ts';
import type { FulfilmentRules } from '../rules.ts';
import { type Replay, replayJob } from './replay-job.ts';

type Deps = { readonly table: Table; readonly rules: FulfilmentRules };

/** Sends all again that happened from a time until now and failed for good; what fails meanwhile is left to its own schedule. */
export const replayFailed: UseCase<typeof fulfilmentContract.replayFailed, Deps> = async (
  { input: { endpointId, since }, ...call },
  deps,
) => {
  const sellerId = sellerOf(call.actor);
  await ownEndpoint(deps.table, endpointId, sellerId);

  const input: Replay = { sellerId, endpointId, since, until: call.now.toISOString() };
  const { job, changes } = await startJob(replayJob(deps), { input, aboutId: endpointId }, call);

  const { limits } = deps.rules;
  const spent = counted({ limit: limits.replays, subject: personOf(call.actor), now: call.now });
  return { answer: jobView(job), changes: [...changes, spent] };
};
