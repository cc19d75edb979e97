import type { ApiBackend } from '../../examples/api-backend/start-api-backend.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { expectThat } from '../story.ts';
import type { World } from '../world.ts';

const company = '91110108MA00000A1X';

/** Step 9: three answers 200, one 500 of the backend, one wrong AppCode, one unknown path: 97 calls are left, and both sides read the same usage. */
export async function callApi(
  world: World,
  backend: ApiBackend,
  prefix: string,
  entitlementId: string,
): Promise<{ appId: string; appCode: string }> {
  const { buyer, story } = world;
  story.act('The buyer calls the API through the marketplace');
  const { appId, appCode } = await buyer.call(meteringContract.createApp, { name: '货主核验' });
  const call = callerOf(world, prefix, appCode);
  const statuses: number[] = [];
  for (const path of [
    `/companies/${company}`,
    `/companies/${company}/shareholders`,
    `/companies/${company}/risk`,
  ])
    statuses.push((await call(path)).status);
  statuses.push((await call(`/companies/${company}/risk?simulate=fault`)).status);
  statuses.push((await call(`/companies/${company}`, 'wrong')).status);
  statuses.push((await call('/no-such-path')).status);
  expectThat(
    statuses.join(' ') === '200 200 200 500 401 404',
    `the six calls answered ${statuses.join(' ')}`,
  );

  const seen = backend.requests().slice(-4);
  expectThat(
    seen.every(({ genuine, headers }) => genuine && headers.authorization === undefined),
    'the backend should see genuine requests without credentials',
  );
  await compareUsage(world, entitlementId);
  return { appId, appCode };
}

/** Calls a path of the seller's group with an AppCode, and tells what came of it. */
const callerOf =
  ({ story, gatewayUrl }: World, prefix: string, appCode: string) =>
  async (path: string, code = appCode) => {
    const startedAt = performance.now();
    const answer = await fetch(`${gatewayUrl}/gw/${prefix}${path}`, {
      headers: { authorization: `APPCODE ${code}` },
    });
    const said =
      answer.headers.get('x-ca-error-code') ?? `left ${answer.headers.get('x-ca-quota-remaining')}`;
    story.exchange(
      `buyer: GET /gw/${prefix}${path}`,
      `${answer.status} ${said}`,
      performance.now() - startedAt,
    );
    await answer.arrayBuffer();
    return answer;
  };

async function compareUsage({ buyer, seller, story }: World, entitlementId: string) {
  const figures = await story.until('the usage figures', async () => {
    const mine = await buyer.call(meteringContract.showUsage, { entitlementId });
    return (
      mine.items.reduce(
        (sum, { answers }) => sum + Object.values(answers).reduce((all, count) => all + count, 0),
        0,
      ) === 4 && mine
    );
  });
  const theirs = await seller.call(meteringContract.showSellerUsage, { entitlementId });
  expectThat(figures.left === 97 && figures.used === 3, `97 calls should be left, not ${figures.left}`);
  expectThat(
    JSON.stringify(theirs) === JSON.stringify(figures),
    'buyer and seller should read the same usage',
  );
  for (const { period, apiId, counted, answers } of figures.items)
    story.step(`${period} ${apiId}: ${counted} counted, ${JSON.stringify(answers)}`);
  story.step(`${figures.left} of ${figures.total} calls are left, for the buyer and for the seller`);
}
