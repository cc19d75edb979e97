import { apiGroupEntity } from '../../../../shared/apis/groups/api-group.ts';
import { caseIdOf, decidedCase, type OpenCase } from '../../../../shared/cases/case.ts';
import { catalogueEvents } from '../../../../shared/catalogue/events.ts';
import { productEntity } from '../../../../shared/catalogue/products/product.ts';
import { defaultCatalogueRules } from '../../../../shared/catalogue/rules.ts';
import { entriesOf } from '../../../../shared/catalogue/shelf/entry.ts';
import { endpointEntity } from '../../../../shared/fulfilment/endpoints/endpoint.ts';
import type { NotificationRecord } from '../../../../shared/fulfilment/notifications/kept-notification.ts';
import { notificationRecords } from '../../../../shared/fulfilment/notifications/notification-record.ts';
import { verificationEntity } from '../../../../shared/identity/verification.ts';
import { jobEntity } from '../../../../shared/jobs/job.ts';
import type { Attributes } from '../../../../shared/kernel/change.ts';
import { messageEntity, shortData } from '../../../../shared/messages/message.ts';
import { applicationEntity } from '../../../../shared/sellers/admission/application.ts';
import { markets } from '../../../../shared/sellers/markets/market-rules.ts';
import { eventSk } from '../../../../shared/table/keys.ts';
import { uploadEntity } from '../../../../shared/uploads/upload.ts';
import { fullPage } from '../../../support/things/full-product.ts';
import { idAt, sellerId, sellerUserId, text, timeAt, userId, userName } from './people.ts';

/** A case as large as its row can be, claimed by somebody whose id is as long as the user pool's. */
export const waiting = (kind: string, id: string, place: number): OpenCase => ({
  caseId: caseIdOf(kind, id),
  status: 'open',
  openedBy: { userId: sellerUserId, name: text(60, place) },
  openedAt: timeAt(place),
  audience: 'operators',
  version: 3,
  dueAt: timeAt(place + 4320),
  silenceMeans: 'nothing',
  amountFen: 10_000_000_000,
  claim: { by: 'b0ce1000-0000-4000-8000-00000000000d', name: text(60, place), until: timeAt(10_000_000) },
});
const word = { decision: 'approved', version: 3, comments: [] } as const;

export const verificationItem = (place: number) =>
  verificationEntity.create({
    userId: idAt('usr', place),
    userName: text(20, place),
    kind: 'company',
    legalName: text(100, place),
    legalNumber: '91110000600037341L',
    legalIdentity: 'd'.repeat(43),
    status: 'pending',
    review: waiting('verification', idAt('usr', place), place),
    version: 1,
  });

export const applicationItem = (place: number) =>
  applicationEntity.create({
    applicationId: idAt('app', place),
    userId: sellerUserId,
    userName,
    markets: [...markets],
    consignment: true,
    status: 'approved',
    applicant: { kind: 'company', legalName: text(100, place) },
    createdAt: timeAt(place),
    review: decidedCase(
      waiting('application', idAt('app', place), place),
      word,
      userId,
      new Date(timeAt(place)),
    ),
    version: 3,
  });

/** An event of the seller's, as most are: a name, who, when, and a field or two. */
export const eventItem = (place: number): Attributes => ({
  ...{ pk: sellerId, sk: eventSk(place + 1), type: 'event', name: 'seller.profile_saved' },
  ...{ at: timeAt(place), by: `user:${sellerUserId}`, requestId: '548a78b6-a9e7-4b67-88ef-19f900e588ea' },
  data: { sellerId },
  before: { depositRequiredFen: 200_000 },
  after: { depositRequiredFen: 500_000 },
  h: Buffer.alloc(16, place),
});

export const uploadItem = (place: number) =>
  uploadEntity.create({
    uploadId: idAt('upl', place),
    ownerId: sellerUserId,
    purpose: 'product_picture',
    fileName: `${text(80, place)}.png`,
    contentType: 'image/png',
    sizeBytes: 4_123_456,
    status: 'ready',
    createdAt: timeAt(place),
    removeAt: timeAt(place + 1440),
    facts: { type: 'png', sha256: 'f'.repeat(64), width: 1920, height: 1080 },
    version: 3,
  });

/** The longest of the messages that tell of a product, read and mailed. */
export const messageItem = (place: number) =>
  messageEntity.create({
    messageId: idAt('inb', place),
    userId,
    about: catalogueEvents.productApproved.name,
    to: 'seller',
    data: shortData({ productId: idAt('prd', place), name: text(80, place) }),
    at: timeAt(place),
    email: 'sent',
  });

export const endpointItem = (place: number) =>
  endpointEntity.create({
    endpointId: idAt('end', place),
    sellerId,
    name: text(50, place),
    url: `https://fulfilment.company-data.example/marketplace/yunshi/v1/notifications/${place}?tenant=production`,
    dialect: 'native',
    timeoutSeconds: 10,
    secrets: [{ sealed: 's1.'.padEnd(140, 'x'), hint: 'ab12', createdAt: timeAt(place) }],
    createdAt: timeAt(place),
    version: 1,
  });

const notification = (place: number): NotificationRecord => ({
  id: `msg_${idAt('ent', place)}_1`,
  status: 'waiting',
  attempts: 13,
  scheduledAttempts: 13,
  nextAttemptAt: timeAt(place + 60),
  lastErrorClass: 'server_error',
  sellerId,
  endpointId: idAt('end', 1),
  eventId: `${idAt('ent', place)}/event#000000001`,
  action: 'create',
  occurredAt: timeAt(place),
  version: 13,
});
export const notificationItem = (place: number) => notificationRecords.create(notification(place));
export const failedNotificationItem = (place: number) =>
  notificationRecords.create({
    ...notification(place),
    id: `msg_${idAt('ent', place)}_2`,
    status: 'exhausted',
    nextAttemptAt: undefined,
  });

export const productItem = (place: number) =>
  productEntity.create({
    productId: idAt('prd', place),
    sellerId,
    createdBy: sellerUserId,
    productType: 'api',
    shelf: 'listed',
    live: { number: 3, name: text(80, place) },
    working: {
      number: 4,
      name: text(80, place),
      status: 'in_review',
    },
    review: waiting('product_version', idAt('prd', place), place),
    lastNumber: 4,
    createdAt: timeAt(place),
    listedAt: timeAt(place),
    version: 12,
  });

export const groupItem = (place: number) =>
  apiGroupEntity.create({
    groupId: idAt('grp', place),
    sellerId,
    name: text(50, place),
    backendUrl: 'https://api.company-data.example/v1/',
    prefix: `company-data-${place}`.padEnd(40, 'x'),
    status: 'published',
    sealedSecret: 's1.'.padEnd(120, 'x'),
    secretHint: 'ab12',
    apiCount: 120,
    dirty: true,
    createdAt: timeAt(place),
    version: 3,
  });

/** A job of which much failed. */
export const jobItem = (place: number) =>
  jobEntity.create({
    jobId: idAt('job', place),
    kind: 'notification_replay',
    input: { sellerId, endpointId: idAt('end', 1), since: timeAt(0), until: timeAt(place) },
    aboutId: idAt('end', 1),
    starterId: sellerUserId,
    starterName: text(50, place),
    status: 'finished',
    doneCount: 123_456,
    failedCount: 1234,
    failures: Array.from({ length: 20 }, (_, number) => ({
      thingId: `msg_${idAt('ent', number)}_1`,
      code: 'fulfilment.order_refunded',
    })),
    createdAt: timeAt(place),
    stepAt: timeAt(place),
    finishedAt: timeAt(place + 1),
    version: 9,
  });

const page = fullPage();
/** Of a product with every text at its limit: its places among all products, in its category, and under one word. */
const entries = entriesOf(page, defaultCatalogueRules).filter(
  ({ pk }, at, all) =>
    pk === 'shelf#all' ||
    pk === `shelf#category#${page.business.categoryId}` ||
    at === all.findIndex((one) => one.pk.startsWith('shelf#word#')),
);
export const shelfItems = (place: number): Attributes[] =>
  entries.map(({ pk, row }) => ({ pk, sk: `${Date.parse(timeAt(place))}#${idAt('prd', place)}`, row }));
export const shelfWord = String(entries.at(-1)?.pk).replace('shelf#word#', '');
export const shelfCategory = page.business.categoryId;
