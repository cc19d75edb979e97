/** Own limits, below those of the cloud, so that there is room when one is met. */
export const limits = {
  /** CloudFormation takes 500 resources a stack */
  resourcesOfStack: 350,
  /** API Gateway takes 300 routes an HTTP API, unless an account asks for more; a few are outside of contracts */
  operationsOfApi: 280,
} as const;
