/** The kinds of orders that are offered; what each costs and does stands in `kinds/kinds.ts`. */
export const orderKindNames = ['new'] as const;
export type OrderKindName = (typeof orderKindNames)[number];
