import type { Person } from './client.ts';
import type { Story } from './story.ts';

/** Addresses of a running marketplace. */
export type Addresses = {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly sandboxUrl: string;
  readonly issuer: string;
  readonly localUrl: string;
};

/** What the acts play in: the people, signed in, and how things are told. */
export type World = Addresses & {
  readonly story: Story;
  readonly anybody: Person;
  readonly seller: Person;
  readonly buyer: Person;
  readonly operator: Person;
};
