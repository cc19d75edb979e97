import { defineEvents } from '../kernel/events/define-events.ts';
import { text, whole } from '../kernel/events/shape.ts';

const group = { groupId: text, sellerId: text };

/** What other contexts may know of API groups. */
export const apiEvents = defineEvents({
  groupCreated: { name: 'api_group.created', payload: { ...group, prefix: text } },
  groupChanged: { name: 'api_group.changed', payload: group },
  groupApisSaved: { name: 'api_group.apis_saved', payload: { ...group, apiCount: whole } },
  groupPublished: { name: 'api_group.published', payload: { ...group, apiCount: whole } },
  groupSecretReset: { name: 'api_group.secret_reset', payload: group },
  groupBound: { name: 'api_group.bound', payload: { ...group, productId: text } },
  groupUnbound: { name: 'api_group.unbound', payload: { ...group, productId: text } },
  groupDeleted: { name: 'api_group.deleted', payload: { ...group, prefix: text } },
});
