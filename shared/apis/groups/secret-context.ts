/** What an API group's secret is sealed for. Stands alone, so that the gateway's bundle does not take in the group's schema. */
export const secretContext = (groupId: string): string => `api_group:${groupId}`;
