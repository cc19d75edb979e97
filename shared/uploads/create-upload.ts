import { userOf } from '../kernel/actor.ts';
import { type FieldProblem, kernelErrors } from '../kernel/errors.ts';
import { personOf } from '../kernel/limits.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { ObjectSigner } from '../outside/objects/object-signer.ts';
import { signForm } from '../outside/objects/sign-form.ts';
import type { Limiter } from '../table/limiter.ts';
import { checkDeclared, mediaType } from './content/check-declared.ts';
import type { ContentFinding, ContentFindingCode } from './content/finding.ts';
import type { uploadsContract } from './contract.ts';
import { incomingKey } from './object-keys.ts';
import type { UploadsRules } from './rules.ts';
import { uploadEntity } from './upload.ts';

const fieldOf: Partial<Record<ContentFindingCode, string>> = {
  extension_not_allowed: '/fileName',
  content_type_not_allowed: '/contentType',
};

const problemOf = ({ code, zh, en }: ContentFinding): FieldProblem => ({
  pointer: fieldOf[code] ?? '/sizeBytes',
  code,
  zh,
  en,
});

const minute = 60_000;
const megabyte = 1024 * 1024;

type Deps = { readonly signer: ObjectSigner; readonly rules: UploadsRules; readonly limiter: Limiter };

/**
 * Gives out a signed form for one file that its field may take (`docs/rules/2-catalogue.md`, "Uploads"). Forms are counted by writes of their
 * own: a page that asks for several at once would otherwise meet itself at the counters.
 */
export const createUpload: UseCase<typeof uploadsContract.createUpload, Deps> = async (
  { input, actor, now, newId },
  { signer, rules, limiter },
) => {
  const findings = checkDeclared(input, rules.purposes);
  if (findings.length > 0) throw kernelErrors.invalid({ fields: findings.map(problemOf) });
  const { forms, megabytes } = rules.limits;
  await limiter.spend({ limit: forms, subject: personOf(actor), now });
  await limiter.spend({
    limit: megabytes,
    subject: personOf(actor),
    now,
    amount: Math.ceil(input.sizeBytes / megabyte),
  });

  const uploadId = newId('upl');
  const contentType = mediaType(input.contentType);
  const expiresAt = new Date(now.getTime() + rules.formMinutes * minute);
  const form = await signForm(signer, {
    key: incomingKey(uploadId),
    contentType,
    maxBytes: input.sizeBytes,
    now,
    expiresAt,
  });
  const upload = uploadEntity.create({
    ...input,
    uploadId,
    contentType,
    ownerId: userOf(actor).userId,
    status: 'pending',
    createdAt: now.toISOString(),
    removeAt: new Date(now.getTime() + rules.orphanHours * 60 * minute).toISOString(),
    version: 1,
  });
  return { answer: { uploadId, ...form, expiresAt: expiresAt.toISOString() }, changes: [upload] };
};
