import type { OtherText } from './near-copy.ts';

type Texts = { readonly basic: { readonly description?: string; readonly cases?: string } };

/** What is compared with other sellers' products. */
export const comparedText = ({ basic }: Texts): string => `${basic.description ?? ''}\n${basic.cases ?? ''}`;

/** Looks for products whose text may be nearly the same. */
export type SimilarTexts = (signature: string) => Promise<readonly OtherText[]>;
