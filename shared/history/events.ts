export const historyEvents = {
  /** an operator looked at it */
  historyViewed: 'history.viewed',
} as const;
