import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFiles } from '../../../demo/files.ts';
import { type Actor, userOf } from '../../../shared/kernel/actor.ts';
import { defineEntity } from '../../../shared/table/entity.ts';
import { attachUploads } from '../../../shared/uploads/attach-uploads.ts';
import { completeUpload } from '../../../shared/uploads/complete-upload.ts';
import { uploadsContract } from '../../../shared/uploads/contract.ts';
import { makeUploadLink } from '../../../shared/uploads/make-upload-link.ts';
import { type IsParty, isPartyTo } from '../../../shared/uploads/parties.ts';
import { showUpload } from '../../../shared/uploads/show-upload.ts';
import { buyerActor, operatorActor, otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed } from '../../support/table.ts';
import { type Bench, openBench, rules, upload } from './upload-bench.ts';

/** A made-up kind of thing between a buyer and a seller. */
type Quarrel = {
  readonly quarrelId: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly version: number;
};
const quarrelEntity = defineEntity<Quarrel, string>({
  type: 'quarrel',
  keyOf: (quarrelId) => ({ pk: quarrelId, sk: 'quarrel' }),
  idOf: ({ quarrelId }) => quarrelId,
});

const third: Actor = { kind: 'user', userId: 'usr_third', name: 'third', operator: false };
const sellers = new Map([sellerActor, otherSellerActor].map(userOf).map((one) => [one.userId, one.sellerId]));
const missing = { spec: { code: 'uploads.not_found' } };
const photo = { purpose: 'statement', ...demoFiles.licence() } as const;

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const context = () => ({ actor: buyerActor, now: bench.clock.date(), requestId: 'test' });
const isParty: IsParty = (userId, file) =>
  isPartyTo({
    kinds: { qrl: (id) => quarrelEntity.get(bench.table, id) },
    sellerOfUser: async (of) => sellers.get(of),
  })(userId, file);

/** As the API asks: the runtime knows a person's seller only where the operation is a seller's. */
const by = (actor: Actor) => {
  const { sellerId: _, ...person } = userOf(actor);
  return { deps: { ...bench, rules, isParty }, table: bench.table, actor: person, now: bench.clock.date() };
};
const show = (uploadId: string, actor: Actor) =>
  run(uploadsContract.showUpload, showUpload, { uploadId }, by(actor));
const link = (uploadId: string, actor: Actor) =>
  run(uploadsContract.makeUploadLink, makeUploadLink, { uploadId }, by(actor));

async function attach(uploadId: string, owner: Actor, ...things: string[]): Promise<void> {
  const claim = { pointer: '/evidence', uploadId, purpose: photo.purpose };
  for (const thing of things) {
    const { changes } = await attachUploads(bench.table)([claim], userOf(owner).userId, thing);
    await bench.table.commit(changes, context());
  }
}

async function quarrel(quarrelId: string): Promise<Quarrel> {
  const thing = { quarrelId, buyerId: 'usr_buyer', sellerId: 'sel_one', version: 1 };
  await bench.table.commit([quarrelEntity.create(thing)], context());
  return thing;
}

describe('a file that is attached to a thing between a buyer and a seller', () => {
  test.each([
    ['the buyer', buyerActor],
    ['the seller', sellerActor],
  ])('of %s is read by both and by operators, and by nobody else', async (_who, owner) => {
    const uploadId = await upload(bench, photo, owner);
    const { quarrelId } = await quarrel(`qrl_of_${userOf(owner).userId}`);
    await attach(uploadId, owner, quarrelId);

    for (const actor of [buyerActor, sellerActor, operatorActor]) {
      expect(await show(uploadId, actor)).toMatchObject({ uploadId });
      expect((await fetch((await link(uploadId, actor)).url)).status).toBe(200);
    }
    for (const actor of [third, otherSellerActor]) {
      await expect(show(uploadId, actor)).rejects.toMatchObject(missing);
      await expect(link(uploadId, actor)).rejects.toMatchObject(missing);
    }
  });

  test('is not read by the other party before it is attached, nor once the thing is gone', async () => {
    const uploadId = await upload(bench, photo);
    const thing = await quarrel('qrl_passing');
    await expect(show(uploadId, sellerActor)).rejects.toMatchObject(missing);

    await attach(uploadId, buyerActor, thing.quarrelId);
    expect(await show(uploadId, sellerActor)).toMatchObject({ uploadId });

    await bench.table.commit([quarrelEntity.remove(thing)], context());
    await expect(show(uploadId, sellerActor)).rejects.toMatchObject(missing);
    await expect(link(uploadId, sellerActor)).rejects.toMatchObject(missing);
    expect(await show(uploadId, buyerActor)).toMatchObject({ uploadId });
  });

  test('is not read by the other party for a thing of a kind that nobody named', async () => {
    const uploadId = await upload(bench, photo);
    await bench.table.commit(
      [quarrelEntity.create({ ...(await quarrel('qrl_other')), quarrelId: 'sel_one' })],
      context(),
    );
    await attach(uploadId, buyerActor, 'sel_one', 'toString_1');

    await expect(show(uploadId, sellerActor)).rejects.toMatchObject(missing);
  });

  test('is completed by its owner only', async () => {
    const uploadId = await upload(bench, photo);
    await attach(uploadId, buyerActor, (await quarrel('qrl_own')).quarrelId);

    await expect(
      run(uploadsContract.completeUpload, completeUpload, { uploadId }, by(sellerActor)),
    ).rejects.toMatchObject(missing);
  });
});

test('a stranger’s question costs at most six reads, to however many things the file is attached; the owner’s costs one', async () => {
  const uploadId = await upload(bench, photo);
  const things = Array.from({ length: 12 }, (_, place) => `qrl_many_${place}`);
  for (const id of things) await quarrel(id);
  await attach(uploadId, buyerActor, ...things);

  bench.consumed.length = 0;
  await expect(show(uploadId, third)).rejects.toMatchObject(missing);
  expect(billed(bench.consumed)).toEqual({ writeUnits: 0, readUnits: 6 });

  bench.consumed.length = 0;
  await show(uploadId, buyerActor);
  expect(billed(bench.consumed)).toEqual({ writeUnits: 0, readUnits: 1 });
});
