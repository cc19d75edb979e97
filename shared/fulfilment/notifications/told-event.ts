import type { Bought } from '../../catalogue/published.ts';
import type { Attributes } from '../../kernel/change.ts';
import type { EventMessage } from '../../kernel/events/event-message.ts';
import type { EntitlementNotice } from '../../orders/events.ts';
import type { FulfilmentAction, FulfilmentData, FulfilmentMessage } from '../dialects/message.ts';

/** Which events a seller's system is told, and as what (`docs/rules/4-fulfilment.md`, "What is told"). */
export const toldActions = {
  'entitlement.created': 'create',
  'entitlement.renewed': 'renew',
  'entitlement.upgraded': 'upgrade',
  'entitlement.expired': 'expire',
  'entitlement.released': 'release',
  'entitlement.suspended': 'suspend',
  'entitlement.resumed': 'resume',
} as const satisfies Readonly<Record<string, FulfilmentAction>>;

/** One event that is told: what is sent, and to whose endpoint. */
export type Told = {
  readonly message: FulfilmentMessage;
  /** where the event row stands, from which the message can be made again */
  readonly eventId: string;
  /** what it is about; notifications about the same thing are told in their order */
  readonly aggregateId: string;
  readonly sellerId: string;
  readonly endpointId: string;
};

/** The fields that go out, in the names of the message: whatever else the event holds stays here. */
const textFields = [
  'entitlementId',
  'orderId',
  'buyerId',
  'buyerName',
  'instanceId',
  'startsAt',
  'endsAt',
] as const satisfies readonly (keyof EntitlementNotice)[];
const numberFields = [
  'lineNumber',
  'quantity',
  'amountFen',
] as const satisfies readonly (keyof EntitlementNotice)[];
const boughtFields = ['productId', 'planId', 'optionId'] as const satisfies readonly (keyof Bought)[];

/**
 * The notification's id is made of its aggregate's and of the event's number in it, and of nothing else: the same event
 * never gets a second id, and the id tells where its record stands.
 */
export const notificationId = (aggregateId: string, version: number): string =>
  `msg_${aggregateId}_${version}`;

/** The parts of a notification's id, or undefined if it is none. */
export function partsOf(id: string): { aggregateId: string; version: number } | undefined {
  const [, aggregateId, version] = /^msg_([a-z]{2,5}_[0-9A-Za-z-]{1,60})_([1-9]\d{0,8})$/.exec(id) ?? [];
  return aggregateId && version ? { aggregateId, version: Number(version) } : undefined;
}

/** What an event of an aggregate tells. @throws for an event that is none of these: it must not have come here */
export function toldOf(event: EventMessage): Told {
  const action = Object.entries(toldActions).find(([name]) => name === event.name)?.[1];
  const { sellerId, endpointId, refunded } = event.data;
  const id = notificationId(event.aggregateId, event.version);
  if (!action || typeof sellerId !== 'string' || typeof endpointId !== 'string' || !partsOf(id))
    throw new Error(`event ${event.id} is not one to tell`);

  const bought = (event.data.bought ?? {}) as Partial<Bought>;
  const data: FulfilmentData = {
    sellerId,
    ...picked(event.data, textFields, 'string'),
    ...picked(event.data, numberFields, 'number'),
    ...(refunded === true && { refunded }),
    ...picked(bought, boughtFields, 'string'),
    term: bought.term,
    terms: bought.terms,
  };
  return {
    message: { id, action, occurredAt: event.at, data },
    eventId: event.id,
    aggregateId: event.aggregateId,
    sellerId,
    endpointId,
  };
}

const picked = (data: Attributes, names: readonly string[], type: 'string' | 'number') =>
  Object.fromEntries(names.flatMap((name) => (typeof data[name] === type ? [[name, data[name]]] : [])));
