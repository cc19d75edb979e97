import type { Stage } from './stage.ts';

/** The addresses of a stage that has a domain. They stand in customers' code, and so outlive every API behind them. */
export const edgeNames = ({ domain }: Stage) =>
  domain ? { api: `api.${domain}`, gateway: `gw.${domain}` } : undefined;

/** The domain that mail comes from, as SES knows it. */
export const mailDomain = ({ mailFrom }: Stage): string => mailFrom.slice(mailFrom.indexOf('@') + 1);
