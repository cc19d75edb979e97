import * as z from 'zod';

/** A moment as somebody writes it, with any offset; kept and answered as UTC. */
export const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
