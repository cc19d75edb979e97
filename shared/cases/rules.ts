/** Figures of cases, overridable per deployment. How long a kind of case may wait stands with the kind's own rules. */
export const defaultCaseRules = {
  /** a claim that its operator neither releases nor ends by a decision lapses after so many minutes */
  claimMinutes: 30,
};
export type CaseRules = typeof defaultCaseRules;
