import type { Limit } from '../kernel/limits.ts';

/** Figures of metering, overridable per deployment. */
export const defaultMeteringRules = {
  /** most calls that one gateway environment reserves at a time; large packages then cost 1 + 1/20 writes a call */
  blockMax: 20,
  /** a block is at most the free quota divided by this, so that idle environments cannot hold a small rest */
  blockShare: 200,
  /** how long after its last write an environment may still start calls on what it reserved */
  leaseSeconds: 3,
  /** how long a call may take at the backend (`docs/rules/5-api-calls.md`, "A call") */
  forwardTimeoutSeconds: 10,
  /** what is reserved and not counted goes back when lease, call and this are over */
  graceSeconds: 5,
  /** what environments remember of groups, credentials and entitlements may be this old */
  cacheSeconds: 10,
  /** shares of a package, in per cent, at whose use its buyer is told */
  noticePercents: [80, 95, 100],
  /** how a backend that takes its time is kept from holding the gateway's environments */
  slow: {
    /** a call that takes so long goes on in a slot only, of its API group and of its app */
    afterSeconds: 2,
    /** how long a group, or an app, is slow whose slots were used up; at least half of it */
    forgetSeconds: 300,
    /** calls under way at once at a slow group, and calls that take long at a fast one */
    slots: 20,
    /** calls under way at once at a group that has not shown yet how long it takes */
    firstSlots: 5,
    /** the same as `slots`, of one app at all groups together; well below what makes a group crowded */
    slotsPerApp: 10,
    /** a slot whose holder crashed is free again; longer than the gateway's function may run */
    slotSeconds: 30,
    /** where slots are looked for, what is known of them may be this old */
    viewSeconds: 1,
  },
  /** characters of the URL at the backend without its query; the sender takes no longer ones */
  maxUrlLength: 2_048,
  /** bytes of a request's body; as base64 it fits with its headers into Lambda's 6 MB */
  maxBodyBytes: 4 * 1024 * 1024,
  maxAnswerBytes: 4 * 1024 * 1024,
  limits: {
    /** shown to the gateway from one address; another one is refused then, without a look whether it is right */
    wrongCodes: {
      name: 'wrong_app_codes',
      per: 'minute',
      most: 60,
      zh: '错误的 AppCode',
      en: 'wrong AppCodes',
    } as Limit,
    /** the same from all addresses together; only wrong ones are refused then */
    wrongCodesInAll: {
      name: 'wrong_app_codes_in_all',
      per: 'minute',
      most: 6_000,
      zh: '错误的 AppCode',
      en: 'wrong AppCodes',
    } as Limit,
    /** made by one person */
    apps: { name: 'apps', per: 'day', most: 20, zh: '新建的应用数', en: 'new apps' } as Limit,
  },
};
export type MeteringRules = typeof defaultMeteringRules;
