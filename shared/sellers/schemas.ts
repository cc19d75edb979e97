import { ApplicationStatus } from './admission/application.ts';
import { DeletedApplication } from './admission/application-contract.ts';
import { AcceptedAgreement, AgreementAcceptance } from './admission/application-parts.ts';
import { ApplicationRow, ApplicationView } from './admission/views.ts';
import { ServiceHoursInput } from './fields.ts';
import { AgreementKindName, DocumentCopy } from './form-parts.ts';
import { AgreementList, ProfileView, SellerView, StoreView, TodoView } from './home/home-contract.ts';
import { SettlementAccountStatus } from './home/settlement-account.ts';
import { AccountReviewView } from './home/settlement-account-contract.ts';
import { ReviewView } from './review/review-contract.ts';
import { InspectedSeller, SellerRow } from './review/seller-contract.ts';
import { MarketName, ServiceHoursView } from './view-parts.ts';

/** Names of the schemas in the API's document. */
export const sellersSchemas = {
  AcceptedAgreement,
  AgreementAcceptance,
  AgreementKind: AgreementKindName,
  AgreementList,
  Application: ApplicationView,
  ApplicationRow,
  ApplicationStatus,
  DeletedApplication,
  DocumentCopy,
  InspectedSeller,
  Market: MarketName,
  ReviewedApplication: ReviewView,
  ReviewedSettlementAccount: AccountReviewView,
  Seller: SellerView,
  SellerProfile: ProfileView,
  SellerRow,
  ServiceHours: ServiceHoursView,
  ServiceHoursForm: ServiceHoursInput,
  SettlementAccountStatus,
  Store: StoreView,
  Todo: TodoView,
} as const;
