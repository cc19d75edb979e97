import { createHash } from 'node:crypto';
import type { Change, DomainEvent } from '../change.ts';

type Look = { readonly now: Date; readonly requestId: string };

/**
 * The audit row of an operator's look at something (`docs/rules/README.md`, "Rules that hold everywhere"). Looks are a log of their own beside
 * the thing's versions, so that reading changes nothing that others are about to save; ids (unlike times) differ between two looks of one
 * moment.
 */
export function look(id: string, event: DomainEvent, { now, requestId }: Look): Change {
  const chance = createHash('sha256').update(requestId).digest().readUInt16BE(0) % 1024;
  return {
    writes: [],
    event: { ...event, aggregateId: `looks#${id}`, version: now.getTime() * 1024 + chance },
  };
}

/** A look at what lies between several parties, kept at each that was named, so that the log of none lacks it. */
export const looksAt = (
  parties: readonly (string | undefined)[],
  eventOf: (of: string) => DomainEvent,
  by: Look,
): Change[] => parties.flatMap((of) => (of === undefined ? [] : [look(of, eventOf(of), by)]));
