/** A run on a developer's machine, which speaks plain HTTP; in the cloud API Gateway answers for no such name. */
const loopback = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** The address at which a request came in, by the name that API Gateway gives with it. */
export const addressAt = (domainName: string): string =>
  `${loopback.test(domainName) ? 'http' : 'https'}://${domainName}`;
