import { apiType } from './api.ts';

/** Every product type that can be published; one module each. */
export const productTypes = { [apiType.name]: apiType } as const;
