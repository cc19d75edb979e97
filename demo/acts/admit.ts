import { casesContract } from '../../shared/cases/contract.ts';
import { messagesContract } from '../../shared/messages/contract.ts';
import { sellersContract } from '../../shared/sellers/contract.ts';
import { uploadsContract } from '../../shared/uploads/contract.ts';
import { readLocal } from '../local.ts';
import { expectThat, present } from '../story.ts';
import type { World } from '../world.ts';
import { demoCompany } from './apply.ts';

/** Step 2: an operator reviews the application with its documents and approves; the seller hears of it by e-mail and in the console. */
export async function admit(
  world: World,
  applicationId: string,
  email = demoCompany.email,
): Promise<{ sellerId: string }> {
  const { operator, seller, story } = world;
  story.act('An operator reviews and approves');
  const { items } = await operator.call(casesContract.listCases, { kind: 'application' });
  const row = present(
    items.find(({ aboutId }) => aboutId === applicationId),
    "the application in the operators' queue",
  );
  const { claim } = await operator.call(casesContract.claimCase, { caseId: row.caseId });
  story.step(`due ${row.dueAt}${row.overdue ? ', overdue' : ''}, claimed until ${claim?.until}`);

  const application = await operator.call(sellersContract.reviewApplication, { applicationId });
  const { documents, authorization } = application;
  for (const uploadId of [
    documents?.licence?.uploadId,
    documents?.legalRepresentativeId?.uploadId,
    authorization?.uploadId,
  ]) {
    const { url } = await operator.call(uploadsContract.makeUploadLink, {
      uploadId: present(uploadId, 'a document'),
    });
    const file = await fetch(url);
    story.step(
      `${file.headers.get('content-type')}, ${(await file.arrayBuffer()).byteLength} bytes, through a link of some minutes`,
    );
    expectThat(file.ok, `the document's link answered ${file.status}`);
  }
  const decision = { applicationId, version: application.version, decision: 'approved' as const };
  const approved = await operator.call(sellersContract.decideApplication, decision);

  const message = await story.until('the message about the approval', async () => {
    const inbox = await seller.call(messagesContract.listMessages, {});
    return inbox.items.find(({ about }) => about === 'application.approved');
  });
  story.step(`in the console: ${message.subject}`);
  const mail = await story.until('the e-mail about the approval', async () =>
    (await readLocal(world)).mail.find(
      ({ to, subject }) => to.includes(email) && subject === message.subject,
    ),
  );
  story.step(`e-mail to ${mail.to.join(', ')}: ${mail.subject}`);
  return { sellerId: present(approved.sellerId, 'the seller') };
}
