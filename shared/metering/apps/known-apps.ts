import { AppError } from '../../kernel/errors.ts';
import type { LimitSubject, Spending } from '../../kernel/limits.ts';
import { remember } from '../../kernel/remember.ts';
import type { Limiter } from '../../table/limiter.ts';
import type { Table } from '../../table/table.ts';
import { gatewayErrors } from '../errors.ts';
import type { MeteringRules } from '../rules.ts';
import { appCodeDigest, findAppCredential } from './app-credential.ts';

/** A house has one IPv4 address or a /64 of IPv6: whoever has that could show another address at every try. */
export const houseOf = (address: string): string =>
  address.includes(':') ? expanded(address).slice(0, 4).join(':') : address;

/** The eight groups of an IPv6 address. */
function expanded(address: string): string[] {
  const [front = '', back] = address.toLowerCase().split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const missing = back === undefined ? 0 : Math.max(0, 8 - groups(front).length - groups(back).length);
  return [...groups(front), ...Array.from({ length: missing }, () => '0'), ...groups(back)].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  );
}

/**
 * The app of an AppCode. Wrong codes are counted by the address that they come from, and all of them together, so that trying codes out
 * costs neither many reads nor many writes. What an environment remembers of right codes is looked at first: it is never refused.
 */
export function knownApps(table: Table, limiter: Limiter, rules: MeteringRules) {
  const apps = remember((digest: string) => findAppCredential(table, digest), rules.cacheSeconds);
  const { wrongCodes, wrongCodesInAll } = rules.limits;

  /** @throws too_many_wrong_codes where one of the limits is reached */
  async function countWrong(house: Spending, all: Spending): Promise<void> {
    try {
      // The house comes first: one that is refused adds nothing to what all have together.
      await limiter.spend(house);
      await limiter.spend(all);
    } catch (error) {
      throw tooMany(error);
    }
  }

  return async (
    appCode: string,
    sourceAddress: string,
    now: Date,
  ): Promise<{ appId: string; ownerId: string } | undefined> => {
    if (appCode === '') return undefined;
    const digest = appCodeDigest(appCode);
    const subject: LimitSubject = `address:${houseOf(sourceAddress)}`;
    const house = { limit: wrongCodes, subject, now };
    const refused = apps.has(digest, now) ? undefined : limiter.refusal(house);
    if (refused) throw tooMany(refused);

    const app = await apps.get(digest, now);
    if (!app) await countWrong(house, { limit: wrongCodesInAll, subject: 'address:all', now });
    return app;
  };
}

/** In the gateway's own words. */
const tooMany = (error: unknown): unknown =>
  error instanceof AppError && error.spec.status === 429
    ? gatewayErrors.too_many_wrong_codes({ retryAfterSeconds: error.extras.retryAfterSeconds })
    : error;
