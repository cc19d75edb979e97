import { PlanApis } from './documentation/contract.ts';
import { GroupStatus } from './groups/api-group.ts';
import {
  ApiShape,
  DeletedGroup,
  GroupRow,
  GroupView,
  GroupWithApis,
  GroupWithSecret,
  ImportedGroup,
  ImportRemark,
  ParameterShape,
  TestResult,
  TypedApi,
} from './groups/contract.ts';

/** Names of the schemas in the API's document. */
export const apisSchemas = {
  Api: ApiShape,
  ApiGroup: GroupView,
  ApiGroupRow: GroupRow,
  ApiGroupStatus: GroupStatus,
  ApiGroupWithApis: GroupWithApis,
  ApiGroupWithSecret: GroupWithSecret,
  ApiParameter: ParameterShape,
  ApiTestResult: TestResult,
  DeletedApiGroup: DeletedGroup,
  ImportedApiGroup: ImportedGroup,
  ImportRemark,
  PlanApis,
  TypedApi,
} as const;
