import { isOpen } from '../../cases/case.ts';
import type { FindCase } from '../../cases/kinds.ts';
import { productEntity } from '../products/product.ts';

/** Versions of products, as a kind of case. A product has a case while a version is in review. */
export const productCase: FindCase = async (table, id) => {
  const product = await productEntity.get(table, id);
  return (
    product?.review && {
      case: product.review,
      concerns: { userIds: [product.createdBy], sellerId: product.sellerId },
      save: (review, event) =>
        productEntity.save(product, { ...product, review: isOpen(review) ? review : undefined }, event),
    }
  );
};
