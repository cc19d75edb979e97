/** What an automatic check found in a product. `blocking` refuses the submission, `warning` is shown to seller and reviewer. */
export type Finding = {
  code: string;
  severity: 'blocking' | 'warning';
  /** JSON pointer of the field. */
  pointer: string;
  /** The piece of text as the seller wrote it. */
  excerpt: string;
  zh: string;
  en: string;
};

/** One text of a product and where it stands. Support hotline and e-mail are asked for, so they are not handed to the checks. */
export type PointedText = { pointer: string; text: string };
