import { defineContract } from '../kernel/contract.ts';
import { productsContract } from './products/contract.ts';
import { reviewContract } from './review/contract.ts';

/**
 * Products and their review. API groups (`api-groups/contract.ts`) and the shelf (`shelf/contract.ts`) have functions of their own: the
 * importer of documents and the text checks would not fit into one bundle together, and what buyers read must not wait for what
 * sellers write.
 */
export const catalogueContract = defineContract({ ...productsContract, ...reviewContract });
