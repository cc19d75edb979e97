import { errorClasses } from '../../outside/seller-endpoint/classify-failure.ts';

/** An address of the buyer's instance, fit to be shown as a link: http or https only. */
export type InstanceAddress = { readonly name?: string; readonly url: string };
/** Credentials for the instance; secret, shown to its buyer only. */
export type InstanceAccount = { readonly userName: string; readonly password?: string };

/** What the seller's system told about an instance, in no dialect's words. */
export type InstanceData = {
  readonly instanceId?: string;
  readonly addresses: readonly InstanceAddress[];
  readonly accounts: readonly InstanceAccount[];
  readonly licence?: string;
  readonly memo?: string;
};

/**
 * Why an attempt failed: a failure below HTTP, an HTTP status, or an answer that the dialect does not take for a success. `rejected`: the
 * endpoint said no for good.
 */
export const failureClasses = [
  ...errorClasses,
  'redirect',
  'rate_limited',
  'client_error',
  'server_error',
  'bad_answer',
  'rejected',
] as const;
export type FailureClass = (typeof failureClasses)[number];

export type Succeeded = { readonly kind: 'succeeded'; readonly instance: InstanceData };
/** Accepted but not ready: `location` is as the endpoint wrote it and must be checked like any address before it is called. */
export type Pending = {
  readonly kind: 'pending';
  readonly instance?: InstanceData;
  readonly location?: string;
  readonly retryAfterSeconds?: number;
};
export type RefusedForGood = { readonly kind: 'refused_for_good'; readonly reason?: string };
export type TryAgain = {
  readonly kind: 'try_again';
  readonly errorClass: FailureClass;
  readonly retryAfterSeconds?: number;
};

/** Every dialect's answer comes down to one of these (`docs/rules/4-fulfilment.md`, "Protocols (dialects)"). */
export type Outcome = Succeeded | Pending | RefusedForGood | TryAgain;
