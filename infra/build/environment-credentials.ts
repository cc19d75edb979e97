/**
 * What stands in for the SDK's default credential chain in the bundles: Lambda hands its role's credentials over in the
 * environment, so the chain's other sources (files, single sign-on, metadata servers) are dead weight of 100 kB.
 */
export const defaultProvider = () => async () => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('no credentials in the environment');
  return { accessKeyId, secretAccessKey, sessionToken };
};
