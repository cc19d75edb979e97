import type { Language, Text } from '../kernel/errors.ts';
import type { Reference } from './references.ts';
import type { Addressee } from './template.ts';

type Kind = Reference['kind'];

/** What a thing is called in a link. */
const names: Readonly<Record<Kind, Text>> = {
  application: { zh: '查看入驻申请', en: 'Application' },
  product: { zh: '查看商品', en: 'Product' },
  order: { zh: '查看订单', en: 'Order' },
  entitlement: { zh: '查看订购', en: 'Entitlement' },
  notification: { zh: '查看通知', en: 'Notification' },
  payment: { zh: '查看账户', en: 'Wallet' },
  receipt: { zh: '查看收据', en: 'Receipt' },
  seller: { zh: '查看服务商', en: 'Seller' },
  verification: { zh: '查看实名认证', en: 'Verification' },
};

const ofBuyers = {
  application: '/seller/apply/{id}',
  product: '/products/{id}',
  order: '/console/orders/{id}',
  entitlement: '/console/entitlements/{id}',
  payment: '/console/wallet',
  receipt: '/seller/deposit',
  seller: '/seller',
} as const;

/** Where the console shows a thing to whom: a person with a store sees its own side of an order, an operator the desk. */
const pages: Readonly<Record<Addressee, Readonly<Partial<Record<Kind, string>>>>> = {
  user: ofBuyers,
  buyer: ofBuyers,
  seller: {
    product: '/seller/products/{id}',
    order: '/seller/orders/{id}',
    entitlement: '/seller/entitlements/{id}',
    notification: '/seller/notifications/{id}',
    seller: '/seller',
  },
  operators: {
    application: '/operator/applications/{id}',
    verification: '/operator/verifications/{id}',
    product: '/operator/reviews/{id}',
    notification: '/operator/notifications',
    seller: '/operator/sellers/{id}',
  },
};

export type Link = { readonly label: string; readonly url: string };

/** A mail leads to so many things at most: an order may have many lines. */
const mostLinks = 5;

/** Pages of the console about what a message refers to; none while there is no console. `base` is its address, without a slash at its end. */
export function linksTo(
  references: readonly Reference[],
  { base, to, language }: { readonly base: string; readonly to: Addressee; readonly language: Language },
): Link[] {
  if (base === '') return [];
  const links = references.flatMap(({ kind, id }) => {
    const page = pages[to][kind];
    if (!page) return [];
    const url = `${base}${page.replace('{id}', () => encodeURIComponent(id))}`;
    return [{ label: page.includes('{id}') ? `${names[kind][language]} ${id}` : names[kind][language], url }];
  });
  return links
    .filter(({ url }, place) => links.findIndex((one) => one.url === url) === place)
    .slice(0, mostLinks);
}

/** Where a person chooses what it is told by e-mail. */
export const settingsPage = '/console/settings';
