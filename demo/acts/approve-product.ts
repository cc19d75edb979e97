import { casesContract } from '../../shared/cases/contract.ts';
import { productsContract } from '../../shared/catalogue/products/contract.ts';
import { reviewContract } from '../../shared/catalogue/review/contract.ts';
import { uploadsContract } from '../../shared/uploads/contract.ts';
import { expectThat, present } from '../story.ts';
import type { World } from '../world.ts';

/** Step 6: the operator sees the automatic findings and the test report, and approves; the seller puts the product on sale by hand. */
export async function approveProduct({ operator, seller, story }: World, productId: string): Promise<void> {
  story.act('An operator reviews the product; the seller lists it');
  const { items } = await operator.call(casesContract.listCases, { kind: 'product_version' });
  const row = present(
    items.find(({ aboutId }) => aboutId === productId),
    "the product in the operators' queue",
  );
  story.step(`due ${row.dueAt}`);
  const reviewed = await operator.call(reviewContract.showReview, { productId });
  story.step(
    `findings: ${reviewed.findings.map(({ severity, code, pointer }) => `${severity} ${code} at ${pointer}`).join('; ') || 'none'}`,
  );
  const report = present(
    reviewed.documents.find(({ purpose }) => purpose === 'test_report'),
    'the test report',
  );
  const { url } = await operator.call(uploadsContract.makeUploadLink, { uploadId: report.uploadId });
  const file = await fetch(url);
  story.step(
    `test report: ${file.headers.get('content-type')}, ${(await file.arrayBuffer()).byteLength} bytes`,
  );
  expectThat(file.ok, `the test report's link answered ${file.status}`);
  await operator.call(reviewContract.decideReview, {
    productId,
    version: reviewed.version,
    decision: 'approved',
    reason: '资料齐全，同意上架。',
  });
  await seller.call(productsContract.putOnSale, { productId });
}
