import type { Actor } from './actor.ts';
import type { Change } from './change.ts';
import type { Input, Operation, Output } from './contract.ts';
import type { Language } from './errors.ts';
import type { NewId } from './ids.ts';
import type { Party } from './impartial.ts';

/** What a use case is told about the call; there is no other source of time or ids. */
export type Call<O extends Operation> = {
  readonly input: Input<O>;
  readonly actor: Actor;
  readonly now: Date;
  readonly language: Language;
  readonly newId: NewId;
  readonly requestId: string;
  /** address of the caller, for records that must name it */
  readonly sourceAddress: string;
  /** address at which the API was asked, without a slash at the end */
  readonly apiUrl: string;
};

/**
 * What a use case decided: the answer, and the changes that make it true. The runtime commits all changes in one
 * transaction, with their event rows and the idempotency record, and runs the use case again when somebody else was faster.
 * `replay` is kept for repeats instead of the answer where the answer shows a secret. `concerns` says whom an operation that `decides` is
 * about; the runtime refuses those who are involved.
 */
export type Decision<A> = {
  readonly answer: A;
  readonly changes?: readonly Change[];
  readonly replay?: A;
  readonly concerns?: Party;
};

export type UseCase<O extends Operation, Deps> = (call: Call<O>, deps: Deps) => Promise<Decision<Output<O>>>;
