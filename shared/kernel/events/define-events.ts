import type { Attributes, DomainEvent } from '../change.ts';
import type { QueueName } from '../queues.ts';
import type { EventMessage } from './event-message.ts';
import { type Fields, misfit, type PayloadOf, schemaOf } from './shape.ts';

/** Where one event goes: `group` keeps the order among messages of the same group on a FIFO queue. */
export type EventRoute = { readonly queue: QueueName; readonly group?: string };

type Route<P> = (event: EventMessage<P>) => readonly EventRoute[];

/** A kind of event: its name, what it tells, and which queues it goes to. One without a route stays in the audit trail only. */
export type EventKind<P> = {
  readonly name: string;
  readonly payload: Fields;
  readonly route?: Route<P>;
  /** for the compiler alone: what may be told by it */
  readonly takes?: (payload: P) => void;
};

/** A kind of event whose payload does not matter. */
export type AnyEvent = EventKind<never>;

type Rows<F extends Readonly<Record<string, Fields>>> = {
  readonly [K in keyof F]: {
    readonly name: string;
    readonly payload: F[K];
    readonly route?: Route<PayloadOf<F[K]>>;
  };
};

/** A context's events, a row each; what is told, routed and read of one is typed by its row. */
export const defineEvents = <const F extends Readonly<Record<string, Fields>>>(
  rows: Rows<F>,
): { readonly [K in keyof F]: EventKind<PayloadOf<F[K]>> } => rows;

/** The event of a change. The one way to make one, so that none tells something else than its row says. */
export const happened = <P extends object>(kind: EventKind<P>, data: NoInfer<P>): DomainEvent =>
  ({ name: kind.name, data: data as Attributes }) as DomainEvent;

/** A message about an event of this kind. @throws when it tells something else than the kind's row says */
function readEvent<P>({ name, payload }: EventKind<P>, message: EventMessage): EventMessage<P> {
  const wrong = message.name === name ? misfit(schemaOf(payload), message.data) : '/name';
  if (wrong !== undefined) throw new Error(`event ${message.id} is no ${name}: ${wrong}`);
  return message as EventMessage<never> as EventMessage<P>;
}

type Step<R, A extends readonly unknown[]> = (message: EventMessage, ...rest: A) => R;

/** A consumer's row: what it does about events of this kind. */
export const on = <P, R, A extends readonly unknown[]>(
  kind: EventKind<P>,
  step: (event: EventMessage<P>, ...rest: A) => R,
): readonly [string, Step<R, A>] => [
  kind.name,
  (message, ...rest) => step(readEvent(kind, message), ...rest),
];

/** Routes that need nothing of the event. */
export const to =
  (...queues: readonly QueueName[]) =>
  (): readonly EventRoute[] =>
    queues.map((queue) => ({ queue }));
