import type * as z from 'zod';
import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { ObjectSigner } from '../outside/objects/object-signer.ts';
import { listPage, placeOfIds, rowOfItem } from '../table/list-page.ts';
import type { Table } from '../table/table.ts';
import type { uploadsContract } from './contract.ts';
import { publicLinks } from './public-links.ts';
import type { UploadsRules } from './rules.ts';
import { uploadsOfOwner } from './upload.ts';

type Row = z.input<typeof uploadsContract.listUploads.output>['items'][number];
type Deps = { table: Table; signer: ObjectSigner; rules: UploadsRules };

/** The caller's own files that passed their checks, newest first; pictures come with a link to show them (`docs/rules/2-catalogue.md`, "Uploads"). */
export const listUploads: UseCase<typeof uploadsContract.listUploads, Deps> = async (
  { input, actor, now },
  { table, signer, rules },
) => {
  const { purpose, ...asked } = input;
  const list = {
    index: 'list1',
    pk: uploadsOfOwner(userOf(actor).userId, purpose),
    placeAt: placeOfIds,
    rowOf: rowOfItem<Row>,
    textsOf: ({ fileName }: Row) => [fileName],
  } as const;
  const page = await listPage(table, list, asked);

  if (rules.purposes[purpose].visibility === 'private') return { answer: page };
  const linkOf = publicLinks({ signer, rules });
  const items = await Promise.all(
    page.items.map(async (row) => ({ ...row, url: await linkOf(row.uploadId, now) })),
  );
  return { answer: { ...page, items } };
};
