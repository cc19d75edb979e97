import type { UserActor } from '../kernel/actor.ts';
import { ownedBy, type Upload } from './upload.ts';

/** The two sides of a thing that files are attached to: a person who buys, and a seller. */
export type Parties = { readonly buyerId: string; readonly sellerId: string };

/** Who the parties of a thing are, told by the context that keeps it; nobody once it is gone. */
export type PartiesOf = (id: string) => Promise<Parties | undefined>;

type Deps = {
  /** Kinds of things whose files both parties read, by the beginning of their ids (`ord` of `ord_…`). */
  readonly kinds: Readonly<Record<string, PartiesOf>>;
  readonly sellerOfUser: (userId: string) => Promise<string | undefined>;
};

export type IsParty = (userId: string, upload: Upload) => Promise<boolean>;

/** Things that are looked up for one file, so that no file costs more reads; those that it was attached to last. */
const thingsMost = 5;

/** Whether a person is a party of something that the file is attached to. Of files of other things nothing is read. */
export const isPartyTo =
  ({ kinds, sellerOfUser }: Deps): IsParty =>
  async (userId, { usedBy = [] }) => {
    const things = usedBy.filter((id) => Object.hasOwn(kinds, kindOf(id))).slice(-thingsMost);
    if (things.length === 0) return false;

    const [sellerId, parties] = await Promise.all([
      sellerOfUser(userId),
      Promise.all(things.map((id) => kinds[kindOf(id)]?.(id))),
    ]);

    return parties.some(
      (each) => each && (each.buyerId === userId || (sellerId !== undefined && each.sellerId === sellerId)),
    );
  };

/**
 * The upload, for its owner, for operators, and for both parties of what it is attached to (`docs/rules/6-after-sale.md`, "Cases").
 * @throws uploads.not_found for everybody else
 */
export async function visibleTo(
  { userId, operator }: UserActor,
  upload: Upload | undefined,
  isParty: IsParty,
): Promise<Upload> {
  const isReader = upload && (operator || upload.ownerId === userId || (await isParty(userId, upload)));
  return ownedBy(isReader ? upload.ownerId : userId, upload);
}

const kindOf = (id: string): string => id.split('_')[0] ?? '';
