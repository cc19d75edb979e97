/** A committed event as the relay puts it on a queue. `id` is the same however often it is sent. */
export type EventMessage<D = Record<string, unknown>> = {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly by: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly requestId: string;
  readonly data: D;
};

/**
 * Reads what came from a queue or the stream, as a zod schema would. Written by hand: our own relay is the only writer, and
 * zod would be a third of the delivery function's bundle.
 */
export const EventMessage = {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: EventMessage } | { readonly success: false } {
    const data = read(value);
    return data ? { success: true, data } : { success: false };
  },
};

function read(value: unknown): EventMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, name, at, by, aggregateId, version, requestId, data } = value as Record<
    keyof EventMessage,
    unknown
  >;
  const isText = (candidate: unknown): candidate is string => typeof candidate === 'string';
  if (
    !isText(id) ||
    !isText(name) ||
    !isText(at) ||
    !isText(by) ||
    !isText(aggregateId) ||
    !isText(requestId)
  )
    return undefined;
  if (!Number.isInteger(version) || Number.isNaN(Date.parse(at))) return undefined;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  return {
    id,
    name,
    at,
    by,
    aggregateId,
    version: Number(version),
    requestId,
    data: data as Record<string, unknown>,
  };
}
