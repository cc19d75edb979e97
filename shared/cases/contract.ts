import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { pageInput, pageOf } from '../kernel/page.ts';
import { CaseView, ClaimView } from './case-view.ts';
import { casesErrors } from './errors.ts';
import { type CaseKindName, caseKinds } from './published.ts';

export const CaseKind = z.enum(Object.keys(caseKinds) as [CaseKindName, ...CaseKindName[]]);
const CaseId = z.string().regex(/^cas_[a-z_]{1,40}\.[A-Za-z0-9_-]{1,128}$/);

export const CaseRow = z.object({
  caseId: z.string(),
  kind: CaseKind,
  /** what it is about: its page is that of the kind, with this id */
  aboutId: z.string(),
  title: z.string(),
  openedBy: z.string(),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  overdue: z.boolean(),
  amountFen: z.int().optional(),
  claim: ClaimView.optional(),
});

const claims = {
  path: '/v1/operator/cases/{caseId}/claims',
  auth: 'operator',
  idempotency: 'optional',
  input: z.strictObject({ caseId: CaseId }),
  output: CaseView,
} as const;

/** The operators' desk: everything that waits for a decision, of whatever kind; each is decided at the thing itself. */
export const casesContract = defineContract({
  listCases: {
    method: 'GET',
    path: '/v1/operator/cases',
    summary: {
      zh: '待办事项（先到期者在前，超期优先）；按条件筛选时，一页可能少于 limit 条，仍以 next 翻页',
      en: 'What waits for a decision, first due first, so that what is overdue is on top; a filtered page looks at `limit` cases and shows those that fit, so go on while there is `next`',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({
      ...pageInput,
      kind: CaseKind.optional(),
      claimed: z.enum(['nobody', 'me', 'others']).optional(),
      overdue: z.literal('true').optional(),
    }),
    output: pageOf(CaseRow),
    errors: [],
  },
  claimCase: {
    ...claims,
    method: 'POST',
    summary: {
      zh: '认领待办事项（到期自动释放；重复认领则延长）',
      en: 'Claim a case, so that nobody else decides it; claiming again prolongs it, and it lapses by itself',
    },
    decides: true,
    status: 201,
    errors: [casesErrors.not_found, casesErrors.not_open, casesErrors.claimed],
  },
  releaseCase: {
    ...claims,
    method: 'DELETE',
    summary: { zh: '释放已认领的待办事项', en: 'Give a claimed case back' },
    errors: [casesErrors.not_found, casesErrors.not_open, casesErrors.claimed],
  },
});
