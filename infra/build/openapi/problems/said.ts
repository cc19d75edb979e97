import type { ErrorExtras, ErrorSpec, FieldProblem, Text } from '../../../../shared/kernel/errors.ts';
import { lifecycles } from '../../../../shared/lifecycles.ts';
import { ruleDefaults } from '../../../../shared/rules.ts';

/** What a refusal says beside its sentence. */
type Said = Pick<ErrorExtras, 'params' | 'fields'>;

/** The word for a state, from its life cycle. */
function stateIn(lifecycle: string, state: string): Text {
  const named = lifecycles[lifecycle]?.[state];
  if (!named) throw new Error(`${lifecycle} has no ${state}`);
  return { zh: named.zh, en: named.en };
}

const inState = (lifecycle: string, status: string): Said => ({
  params: { status: stateIn(lifecycle, status) },
});

/** A step that the life cycle does not have. */
const noStep = (lifecycle: string, fromStatus: string, toStatus: string): Said => ({
  params: {
    from: stateIn(lifecycle, fromStatus),
    to: stateIn(lifecycle, toStatus),
    fromStatus,
    toStatus,
  },
});

const required = (pointer: string): FieldProblem => ({
  pointer,
  code: 'required',
  zh: '必填。',
  en: 'Required.',
});

const { apis, catalogue, metering, orders } = ruleDefaults;
const { name: limit, most, zh, en } = apis.limits.groups;

/** What errors say in their examples: values for the places of their sentences, and the fields that they name. */
const said: Readonly<Record<string, Said>> = {
  'request.invalid': {
    fields: [
      required('/name'),
      { pointer: '/quantity', code: 'too_small', zh: '至少 1。', en: 'At least 1.' },
    ],
  },
  'request.malformed': { params: { line: 3, character: 14 } },
  'request.forbidden': {
    params: {
      needed: {
        zh: '仅限已入驻的服务商，请先申请入驻（POST /v1/applications）。',
        en: 'only admitted sellers may; apply first (POST /v1/applications).',
      },
      role: 'seller',
    },
  },
  'request.changed': {
    params: { version: 7 },
    fields: [
      {
        pointer: '/summary',
        code: 'changed',
        zh: '另一位成员于 2026-12-01T02:00:00.000Z 修改。',
        en: 'Another member changed it at 2026-12-01T02:00:00.000Z.',
      },
    ],
  },
  'request.too_large': { params: { max: 65_536 } },
  'request.limit_reached': {
    params: { limit, most, what: { zh, en }, per: { zh: '每天', en: 'a day' }, seconds: 3_600 },
  },

  'identity.already_verified': noStep('VerificationStatus', 'confirmed', 'pending'),
  'identity.verification_not_pending': noStep('VerificationStatus', 'confirmed', 'withdrawn'),
  'cases.not_open': inState('CaseStatus', 'approved'),
  'cases.claimed': { params: { name: '李审核', until: '2026-12-01T02:30:00.000Z' } },

  'sellers.application_not_editable': inState('ApplicationStatus', 'submitted'),
  'sellers.application_status': noStep('ApplicationStatus', 'approved', 'submitted'),
  'sellers.application_not_in_review': noStep('ApplicationStatus', 'approved', 'draft'),
  'sellers.application_incomplete': { fields: [required('/plan')] },
  'sellers.settlement_account_unverifiable': {
    fields: [
      {
        pointer: '/alipayAccount',
        code: 'account_unknown',
        zh: '该支付宝账户不存在。',
        en: 'There is no such Alipay account.',
      },
    ],
  },
  'uploads.not_ready': inState('UploadStatus', 'checking'),

  'billing.insufficient_funds': { params: { missing: '12.50' } },

  'apis.prefix_taken': { params: { prefix: 'company-data' } },
  'apis.apis_too_large': { params: { most: `${apis.apisBytesMost / 1_000_000} MB` } },
  'apis.group_relied_on': {
    params: {
      product: '企业工商信息查询 API',
      status: stateIn('ShelfStatus', 'listed'),
      change: { zh: '删除 GET /industries', en: 'GET /industries would be gone' },
    },
  },

  'catalogue.too_many_plans': { params: { most: catalogue.plansMost } },
  'catalogue.version_not_movable': noStep('ProductVersionStatus', 'approved', 'in_review'),
  'catalogue.shelf_not_movable': noStep('ShelfStatus', 'unlisted', 'delisted'),
  'catalogue.product_not_submittable': {
    fields: [
      {
        pointer: '/basic/summary',
        code: 'exaggeration',
        zh: '含有夸大用语“全网第一”',
        en: 'Holds the exaggerating word “全网第一”',
      },
    ],
  },
  'catalogue.seller_not_ready': {
    fields: [{ pointer: '', code: 'deposit', zh: '缴足保证金', en: 'Pay the deposit in full' }],
  },
  'catalogue.thing_changed_since_review': { params: { thing: '企业信息查询' } },
  'catalogue.category_not_found': { params: { categoryId: 'company.unknown' } },

  'orders.free_limit': { params: { most: orders.freeOrdersPerPlan } },
  'orders.price_changed': { params: { yuan: '19.90', fen: 1_990 } },
  'orders.agreement_changed': { params: { version: '0123456789abcdef' } },
  'orders.insufficient_funds': { params: { missing: '12.50' } },
  'orders.order_state': noStep('OrderStatus', 'cancelled', 'paid'),

  'fulfilment.not_replayable': inState('NotificationStatus', 'waiting'),
  'fulfilment.not_waiting': inState('NotificationStatus', 'delivered'),

  'gateway.url_too_long': { params: { max: metering.maxUrlLength } },
};

export const saidBy = ({ code }: ErrorSpec): Said => said[code] ?? {};

/** Errors for which something is said here: of each there is an example. */
export const saidCodes: readonly string[] = Object.keys(said);
