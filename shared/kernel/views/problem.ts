import * as z from 'zod';

/** A failing field as answers show it, in the language asked for. */
export const FieldProblemView = z.object({ pointer: z.string(), code: z.string(), detail: z.string() });

/** An error as answers show it (RFC 9457). */
export const ProblemView = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  retryable: z.boolean(),
  instance: z.string(),
  /** the values and names in the sentence */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** every failing field */
  errors: z.array(FieldProblemView).optional(),
});
