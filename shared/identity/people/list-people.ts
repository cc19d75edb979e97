import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfTime, type TimedList } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { identityContract } from '../contract.ts';
import { identityEvents } from '../events.ts';
import { everybody, personRow } from './listed-person.ts';

const people: TimedList<ReturnType<typeof personRow>> = {
  index: 'list2',
  pk: everybody,
  placeAt: placeOfTime,
  rowOf: personRow,
  textsOf: ({ name, userId }) => [name, userId],
};

/** Everybody who has signed in. The look is kept, but not whom the operator searched for: names enter no event. */
export const listPeople: UseCase<typeof identityContract.listPeople, { readonly table: Table }> = async (
  { input, now, requestId },
  { table },
) => ({
  answer: await listPage(table, people, input),
  changes: [look(everybody, happened(identityEvents.peopleListed, { of: everybody }), { now, requestId })],
});
