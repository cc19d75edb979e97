const kilobytes = 1_000;

/** The PDF library alone is larger than any other bundle; nobody waits for this function to start. */
const contentCheck = 1_000;

/** Contracts and zod are 80 of it, a foreign document's parser as much where there is one. */
const http = 260;

/** Clients of object storage and mail are Amazon's SDK, which is 200 of it. */
const onTheSdk = 360;

/** Callers wait for its start. */
const gateway = 75;

/** Deliveries with room for the dialects that are to come, and whatever else works behind the scenes. */
const background = 110;

/** Bytes that a bundle may have, minified, by its name and the files that went into it. */
export function bundleBudget(name: string, inputs: readonly string[]): number {
  if (name === 'queue-check-upload') return contentCheck * kilobytes;
  if (name === 'gateway-call') return gateway * kilobytes;
  if (name.startsWith('http-')) return http * kilobytes;
  const needsSdk = inputs.some((file) => file.includes('node_modules/@aws-sdk/client-'));
  return (needsSdk ? onTheSdk : background) * kilobytes;
}
