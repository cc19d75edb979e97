import { userOf } from '../../kernel/actor.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { sellersContract } from '../contract.ts';
import { sellerEvents } from '../events.ts';
import type { AttachUploads, CheckTexts, UploadUse } from '../ports.ts';
import { attachFiles } from './attach-files.ts';
import { type HomeDeps, saveSeller } from './save-seller.ts';
import { renameStore } from './store-name.ts';

type Deps = HomeDeps & { readonly attachUploads: AttachUploads; readonly checkTexts: CheckTexts };

/**
 * The store's page, with its logo and banner among the caller's uploads. No reviewer sees it before buyers do, so that texts which
 * would keep a product from being submitted are refused here.
 * @throws request.invalid naming every such text, or every file that may not be used; sellers.store_name_taken
 */
export const saveStore: UseCase<typeof sellersContract.saveStore, Deps> = async (call, deps) => {
  const store = call.input;
  const { logoUploadId, bannerUploadId } = store;
  const fields = deps.checkTexts([
    { pointer: '/name', text: store.name },
    { pointer: '/introduction', text: store.introduction },
  ]);
  if (fields.length > 0) throw kernelErrors.invalid({ fields });

  const uses: UploadUse[] = [
    { pointer: '/logoUploadId', uploadId: logoUploadId, purpose: 'logo' },
    ...(bannerUploadId === undefined
      ? []
      : [{ pointer: '/bannerUploadId', uploadId: bannerUploadId, purpose: 'banner' } as const]),
  ];
  return saveSeller(call, deps, sellerEvents.storeSaved, async (before) => {
    const known = [before.store?.logoUploadId, before.store?.bannerUploadId];
    const owner = { ownerId: userOf(call.actor).userId, user: before.sellerId };
    const files = await attachFiles(deps.attachUploads, { uses, known }, owner, call.now);
    const names = await renameStore(deps.table, {
      sellerId: before.sellerId,
      from: before.store?.name,
      to: store.name,
    });
    return { fields: { store }, changes: [...files, ...names] };
  });
};
