import type { UseCase } from '../../kernel/use-case.ts';
import type { sellersContract } from '../contract.ts';
import { sellerEvents } from '../events.ts';
import { type HomeDeps, saveSeller } from './save-seller.ts';

export const saveProfile: UseCase<typeof sellersContract.saveProfile, HomeDeps> = async (call, deps) =>
  saveSeller(call, deps, sellerEvents.profileSaved, async () => ({ fields: { profile: call.input } }));
