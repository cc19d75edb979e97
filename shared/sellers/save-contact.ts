import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { keepContactPerson } from './contact-person.ts';
import type { sellersContract } from './contract.ts';
import { savePart } from './save-part.ts';

/** The e-mail given here is where messages to this user go from now on, in the language of this request. */
export const saveContact: UseCase<typeof sellersContract.saveContact, { readonly table: Table }> = async (call, deps) => {
  const { applicationId: _, ...contact } = call.input;
  return savePart(call, deps, 'contact', async ({ userId }) => ({
    fields: { contact },
    changes:
      contact.email === undefined ? [] : await keepContactPerson(deps.table, { userId, email: contact.email, language: call.language }),
  }));
};
