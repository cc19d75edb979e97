import type { EventRoutes } from '../kernel/event-message.ts';

export const meteringEvents = { appCreated: 'app.created', appSecretsReset: 'app.secrets_reset' } as const;

export const meteringRoutes: EventRoutes = {};
