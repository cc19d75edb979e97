import type { Change, DomainEvent } from '../kernel/change.ts';
import type { Party } from '../kernel/impartial.ts';
import type { Table } from '../table/table.ts';
import type { Case } from './case.ts';

/** A case with the thing that it is a part of. */
export type HeldCase = {
  readonly case: Case;
  /** who is involved, and so decides nothing here */
  readonly concerns: Party;
  /** The thing saved with its case in another state. */
  readonly save: (after: Case, event: DomainEvent) => Change;
};

/** How a kind's cases are found, in the context that keeps the things. */
export type FindCase = (table: Table, id: string) => Promise<HeldCase | undefined>;
