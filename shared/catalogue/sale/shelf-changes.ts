import type { Change } from '../../kernel/change.ts';
import type { VersionContent } from '../products/content.ts';
import { makePage, type PageDeps } from '../products/make-page.ts';
import type { Product } from '../products/product.ts';
import type { CatalogueRules } from '../rules.ts';
import { putPage } from '../shelf/page.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import { putOffers } from './put-offers.ts';

type Deps = PageDeps & { readonly rules: CatalogueRules };

/** Page and offers of a product that is on sale with this content; `before` is what was live until now. */
export async function shelfChanges(
  deps: Deps,
  product: Product,
  content: VersionContent,
  before?: VersionContent,
): Promise<Change[]> {
  const page = await makePage(deps, { product, content, agreementVersion: agreementVersion(content) });
  return [putPage(page), putOffers(product, content, before, deps.rules)];
}
