import type { Outcome } from './case.ts';

/** How many comments an event carries, and so the mail; all of them stand at the thing. */
const commentsTold = 10;

/** What the event of a decision tells of it. */
export const toldOutcome = ({ reason, comments }: Outcome) => ({
  reason,
  comments: comments.slice(0, commentsTold),
  commentCount: comments.length,
});
