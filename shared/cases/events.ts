/** What happens to a case of any kind; a kind tells its decision by an event of its own. */
export const caseEvents = {
  caseClaimed: 'case.claimed',
  caseReleased: 'case.released',
  caseEscalated: 'case.escalated',
} as const;
