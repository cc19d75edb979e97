import type { Table } from '../../table/table.ts';
import type { SimilarTexts } from '../text-checks/compared-text.ts';
import { type OtherText, signatureBands } from '../text-checks/near-copy.ts';
import { copyPk } from './terms.ts';

const perBand = 20;

/** Listed products that share a band of the signature: few reads, however many products there are. */
export const similarTexts =
  (table: Table): SimilarTexts =>
  async (signature) => {
    const pages = await Promise.all(
      signatureBands(signature).map((band) => table.query({ pk: copyPk(band) }, { limit: perBand })),
    );
    const found = new Map<string, OtherText>();
    for (const { sk, row } of pages.flatMap(({ items }) => items))
      found.set(String(sk), { ...(row as OtherText), productId: String(sk) });
    return [...found.values()];
  };
