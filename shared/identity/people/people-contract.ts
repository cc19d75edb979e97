import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { listInput, pageOf, searchText } from '../../kernel/page.ts';

/** A person as operators see it in the list: no address, no number. */
export const PersonRow = z.object({
  userId: z.string(),
  /** the verified legal name, else the name of the account; absent where none was given */
  name: z.string().optional(),
  verified: z.boolean(),
  operator: z.boolean(),
  /** of e-mails */
  language: z.enum(['zh', 'en']),
  /** when it signed in for the first time */
  createdAt: z.iso.datetime(),
});

const yesOrNo = z
  .enum(['true', 'false'])
  .transform((answer) => answer === 'true')
  .optional();

export const peopleContract = defineContract({
  listPeople: {
    method: 'GET',
    path: '/v1/operator/people',
    summary: {
      zh: '运营查看登录过的全部用户，最近首次登录的在前（留痕）',
      en: 'List everybody who has signed in, the latest to come first; the look is recorded',
    },
    auth: 'operator',
    idempotency: 'no',
    input: listInput({
      verified: yesOrNo,
      operator: yesOrNo,
      language: PersonRow.shape.language.optional(),
      /** in the name and the id */
      q: searchText,
    }),
    output: pageOf(PersonRow),
    errors: [],
  },
});
