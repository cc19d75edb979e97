/** What other contexts may know of API groups: groupId and sellerId, with productId where a product is bound. */
export const apiEvents = {
  groupCreated: 'api_group.created',
  groupChanged: 'api_group.changed',
  groupApisSaved: 'api_group.apis_saved',
  groupPublished: 'api_group.published',
  groupSecretReset: 'api_group.secret_reset',
  groupBound: 'api_group.bound',
  groupUnbound: 'api_group.unbound',
  groupDeleted: 'api_group.deleted',
} as const;
