const kilobytes = 1_000;

/** The PDF library alone is larger than any other bundle; nobody waits for this function to start. */
const contentCheck = 1_075;

/** It reads foreign OpenAPI documents, in YAML as well: parser and importer are 80 of it. */
const apiGroups = 425;

/** Bytes that a bundle may have, minified, by its name and the files that went into it. */
export function bundleBudget(name: string, inputs: readonly string[]): number {
  if (name === 'gateway-call') return 250 * kilobytes;
  // Clients of table and queues are 200 of it; nobody waits for its start as a caller waits for the gateway's.
  if (name === 'queue-deliver-notification') return 255 * kilobytes;
  if (name === 'queue-check-upload') return contentCheck * kilobytes;
  if (name === 'http-api-groups') return apiGroups * kilobytes;
  const needsObjects = inputs.some((file) => file.includes('@aws-sdk/client-s3/'));
  return (name.startsWith('http-') && !needsObjects ? 400 : 550) * kilobytes;
}
