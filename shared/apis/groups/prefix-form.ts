/** What an access prefix may look like. */
export const prefixForm = /^[a-z0-9-]{3,40}$/;
