/** What something is, in Chinese and in English. */
export type Words = readonly [zh: string, en: string];

/**
 * What schemas of one kind are, and what their fields mean where the dictionary of common fields does not say it, or means something else.
 * `of` names them; `*` stands for any part of a name. A field inside another has its path: `support.hotline`.
 */
export type SchemaWords = {
  readonly of: readonly string[];
  readonly is?: Words;
  readonly fields?: Readonly<Record<string, Words>>;
};

export const inBoth = ([zh, en]: Words): string => `${zh} / ${en}`;
