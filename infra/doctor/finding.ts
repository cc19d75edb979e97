/** A sentence for whoever deploys, in both languages. */
export type Said = { readonly zh: string; readonly en: string };

/**
 * What a check saw. `fail` stops a deployment from working; `warn` is worth a look and may be meant so. `mend` says what to do, and is
 * there whenever something is not as it should be.
 */
export type Finding = { readonly state: 'ok' | 'warn' | 'fail'; readonly said: Said; readonly mend?: Said };

const finding =
  (state: Finding['state']) =>
  (zh: string, en: string, mend?: Said): Finding => ({ state, said: { zh, en }, mend });

export const ok = finding('ok');
export const warn = finding('warn');
export const fail = finding('fail');
