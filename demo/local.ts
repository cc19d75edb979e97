import type { LocalDescription } from '@yunshi/local-cloud';
import type { Addresses } from './world.ts';

/** What the local run tells of itself: people, queues, mails. */
export async function readLocal({ localUrl }: Pick<Addresses, 'localUrl'>): Promise<LocalDescription> {
  return (await (await fetch(localUrl)).json()) as LocalDescription;
}
