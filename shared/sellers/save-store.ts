import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { attachFiles } from './attach-files.ts';
import type { sellersContract } from './contract.ts';
import { sellerEvents } from './events.ts';
import type { AttachUploads, UploadUse } from './ports.ts';
import { type HomeDeps, saveSeller } from './save-seller.ts';

type Deps = HomeDeps & { readonly attachUploads: AttachUploads };

/** The store's page, with its logo and banner among the caller's uploads. */
export const saveStore: UseCase<typeof sellersContract.saveStore, Deps> = async (call, deps) => {
  const store = call.input;
  const { logoUploadId, bannerUploadId } = store;
  const uses: UploadUse[] = [
    { pointer: '/logoUploadId', uploadId: logoUploadId, purpose: 'logo' },
    ...(bannerUploadId === undefined ? [] : [{ pointer: '/bannerUploadId', uploadId: bannerUploadId, purpose: 'banner' } as const]),
  ];
  return saveSeller(call, deps, sellerEvents.storeSaved, async (before) => {
    const known = [before.store?.logoUploadId, before.store?.bannerUploadId];
    const owner = { ownerId: userOf(call.actor).userId, attachedTo: before.sellerId };
    return { fields: { store }, changes: await attachFiles(deps.attachUploads, uses, known, owner, call.now) };
  });
};
