import { jsonService, type ServiceCall, type ServiceName } from '../../../shared/outside/aws/json-service.ts';

export const localKeys = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A service of a local engine, called as functions call it. */
export const localService = (service: ServiceName, endpoint: string, region = 'local'): ServiceCall =>
  jsonService(service, { endpoint, region, keys: () => localKeys });
