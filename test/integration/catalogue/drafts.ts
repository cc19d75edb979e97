import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { createProduct } from '../../../shared/catalogue/products/create-product.ts';
import { showProduct } from '../../../shared/catalogue/products/show-product.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { type CatalogueDeps, steps } from './fixture.ts';

const as = (deps: CatalogueDeps, actor = sellerActor) => ({ deps, table: deps.table, actor });

/** A draft of the seller's, with nothing in it but its name. */
export const create = (deps: CatalogueDeps, name?: string) =>
  run(catalogueContract.createProduct, createProduct, { type: 'api', name }, as(deps));

/** Saves the first step, complete, under a name. */
export const access = (deps: CatalogueDeps, productId: string, name: string) =>
  run(catalogueContract.saveAccess, saveAccess, { productId, ...steps.access, name }, as(deps));

/** The product as its seller sees it. */
export const show = (deps: CatalogueDeps, productId: string, actor = sellerActor) =>
  run(catalogueContract.showProduct, showProduct, { productId }, as(deps, actor));
