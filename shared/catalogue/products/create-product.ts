import { sellerOf, userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { counted, personOf } from '../../kernel/limits.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { catalogueEvents } from '../events.ts';
import type { StepChecks } from '../steps/problems-of.ts';
import { contentEntity, emptyContent } from './content.ts';
import type { productsContract } from './contract.ts';
import { type Product, productData, productEntity } from './product.ts';
import { renameChanges } from './product-name.ts';
import { productView } from './product-view.ts';

/** An empty draft. @throws catalogue.product_name_taken */
export const createProduct: UseCase<typeof productsContract.createProduct, StepChecks> = async (
  { input, actor, now, newId, language },
  checks,
) => {
  const productId = newId('prd');
  const sellerId = sellerOf(actor);
  const { type, name } = input;
  const product: Product = {
    productId,
    sellerId,
    createdBy: userOf(actor).userId,
    productType: type,
    shelf: 'unlisted',
    working: { number: 1, name, status: 'draft' },
    lastNumber: 1,
    createdAt: now.toISOString(),
    version: 1,
  };
  const content = { ...emptyContent(productId), access: { name } };
  return {
    answer: productView(product, content, checks, { language, now }),
    changes: [
      productEntity.create(product, happened(catalogueEvents.productCreated, productData(product, 1))),
      contentEntity.create(content),
      ...renameChanges({ sellerId, productId, from: [], to: [name] }),
      counted({ limit: checks.rules.limits.products, subject: personOf(actor), now }),
    ],
  };
};
