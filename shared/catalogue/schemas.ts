import {
  DeletedProduct,
  ListedProduct,
  PlanAnswer,
  ProductRow,
  ProductView,
  StepAnswer,
  WorkingView,
} from './products/contract.ts';
import { ProductStatus, ShelfStatus, VersionStatus } from './products/product.ts';
import { DecidedProduct, ReviewedProduct } from './review/contract.ts';
import { AgreementView, Category, CategoryList, ShelfItem } from './shelf/contract.ts';
import { ProductPage } from './shelf/page-view.ts';
import { AccessDraft } from './steps/access.ts';
import { AgreementDraft } from './steps/agreement.ts';
import { BasicDraft } from './steps/basic.ts';
import { BusinessDraft } from './steps/business.ts';
import { Hours } from './steps/hours.ts';
import { FindingView } from './text-checks/finding-view.ts';
import { CountingRule } from './types/api.ts';
import {
  AccessDetails,
  AccessView,
  formsOfTypes,
  PlanOnPage,
  PlanView,
  ProductTypeName,
  TermsView,
} from './types/product-types.ts';

const capitalized = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** Each product type's own forms: `ApiPlan`, `ApiTerms`. */
const ofTypes = Object.fromEntries(
  Object.entries(formsOfTypes).flatMap(([form, byType]) =>
    Object.entries(byType).map(([type, schema]) => [`${capitalized(type)}${form}`, schema]),
  ),
);

/** Names of the schemas in the API's document. */
export const catalogueSchemas = {
  ...ofTypes,
  AccessDetails,
  Category,
  CategoryList,
  CountingRule,
  DecidedProduct,
  DeletedProduct,
  EntitlementAccess: AccessView,
  Finding: FindingView,
  Plan: PlanView,
  PlanAnswer,
  Product: ProductView,
  ProductAccess: AccessDraft,
  ProductAgreement: AgreementView,
  ProductAgreementDraft: AgreementDraft,
  ProductBasic: BasicDraft,
  ProductBusiness: BusinessDraft,
  ProductRow: ListedProduct,
  ProductState: ProductRow,
  ProductStatus,
  ProductType: ProductTypeName,
  ProductVersionStatus: VersionStatus,
  ReviewedProduct,
  ShelfItem,
  ShelfPlan: PlanOnPage,
  ShelfProduct: ProductPage,
  ShelfStatus,
  StepAnswer,
  SupportHours: Hours,
  Terms: TermsView,
  WorkingVersion: WorkingView,
} as const;
