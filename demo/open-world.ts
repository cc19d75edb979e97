import type { MarketplaceRun } from '../infra/build/local-application.ts';
import { createPerson, type OnCall } from './client.ts';
import { signIn } from './sign-in.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

const callbackUrl = 'http://localhost:5173/signed-in';

/** Signs everybody in at the token end point that the console uses, too. */
export async function openWorld(run: MarketplaceRun, story: Story, onCall?: OnCall): Promise<World> {
  const { apiUrl, gatewayUrl, sandboxUrl, issuer, localUrl } = run;
  const { clients } = await run.describe();
  const at = { issuer, clientId: clients[0] ?? '', redirectUri: callbackUrl };
  const place = { apiUrl, story, onCall };
  const person = async (role: string) => {
    const tokens = await signIn(at, role);
    return createPerson(place, role, () => tokens.access_token);
  };
  story.step(`signing in at ${issuer} by code flow with PKCE`);
  const [seller, buyer, operator] = [await person('seller'), await person('buyer'), await person('operator')];
  const anybody = createPerson(place, 'anybody', () => undefined);
  return { apiUrl, gatewayUrl, sandboxUrl, issuer, localUrl, story, anybody, seller, buyer, operator };
}
