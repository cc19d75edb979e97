/** What the audit trail tells of apps. No queue needs them. */
export const meteringEvents = { appCreated: 'app.created', appSecretsReset: 'app.secrets_reset' } as const;
