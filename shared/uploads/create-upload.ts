import { userOf } from '../kernel/actor.ts';
import { type FieldProblem, kernelErrors } from '../kernel/errors.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { ObjectSigner } from '../outside/objects/object-signer.ts';
import { signForm } from '../outside/objects/sign-form.ts';
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

const problemOf = ({ code, zh, en }: ContentFinding): FieldProblem => ({ pointer: fieldOf[code] ?? '/sizeBytes', code, zh, en });

const minute = 60_000;

/** Gives out a signed form for one file that its field may take (`spec/2-catalogue.md`, "Uploads"). */
export const createUpload: UseCase<typeof uploadsContract.createUpload, { signer: ObjectSigner; rules: UploadsRules }> = async (
  { input, actor, now, newId },
  { signer, rules },
) => {
  const findings = checkDeclared(input, rules.purposes);
  if (findings.length > 0) throw kernelErrors.invalid({ fields: findings.map(problemOf) });
  const uploadId = newId('upl');
  const contentType = mediaType(input.contentType);
  const expiresAt = new Date(now.getTime() + rules.formMinutes * minute);
  const form = await signForm(signer, { key: incomingKey(uploadId), contentType, maxBytes: input.sizeBytes, now, expiresAt });
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
