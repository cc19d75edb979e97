import { coversServiceLevel, type ServiceHours } from '../../china/service-hours.ts';
import { inChinese } from './market-names.ts';
import type { ApplicantKind, Market, MarketRule, MarketRules } from './market-rules.ts';

/** The parts of an application that conditions look at; a part that is not filled in yet is absent. */
export type ConditionParts = {
  markets: readonly Market[];
  applicant?: { kind?: ApplicantKind | undefined } | undefined;
  service?:
    | {
        staffCount?: number | undefined;
        experienceMonths?: number | undefined;
        serviceHours?: ServiceHours | undefined;
      }
    | undefined;
  declarations?:
    | { deliverableAsImage?: boolean | undefined; builtOnPlatformCloud?: boolean | undefined }
    | undefined;
  dataAuthorization?: object | undefined;
  operationPlan?: object | undefined;
};

/** A condition that fails: which market asks for it, which field (JSON pointer), and sentences for people. */
export type ConditionFailure = { market: Market; pointer: string; code: string; zh: string; en: string };

/** Where the fields stand in the request body; another layout can hand in its own. */
export const conditionPointers = {
  applicant: '/applicant/kind',
  staff: '/service/staffCount',
  experience: '/service/experienceMonths',
  serviceHours: '/service/serviceHours',
  cloud_image: '/declarations/deliverableAsImage',
  platform_cloud: '/declarations/builtOnPlatformCloud',
  data_authorization: '/dataAuthorization',
  operation_plan: '/operationPlan',
} as const;
export type ConditionPointers = Record<keyof typeof conditionPointers, string>;

const applicantNames = {
  company: { zh: '企业', en: 'companies' },
  individual: { zh: '个人', en: 'individuals' },
};

const extras = {
  cloud_image: {
    met: (parts: ConditionParts) => parts.declarations?.deliverableAsImage === true,
    zh: '要求软件可以镜像方式在云上交付',
    en: 'asks for software that can be delivered as an image on the cloud',
  },
  platform_cloud: {
    met: (parts: ConditionParts) => parts.declarations?.builtOnPlatformCloud === true,
    zh: '要求服务基于本平台的云构建',
    en: "asks for services that are built on the platform's cloud",
  },
  data_authorization: {
    met: (parts: ConditionParts) => parts.dataAuthorization !== undefined,
    zh: '要求提供 API 数据授权材料',
    en: 'asks for the data authorization',
  },
  operation_plan: {
    met: (parts: ConditionParts) => parts.operationPlan !== undefined,
    zh: '要求填写运营计划',
    en: 'asks for an operation plan',
  },
};

function failuresOf(
  market: Market,
  rule: MarketRule,
  parts: ConditionParts,
  pointers: ConditionPointers,
): ConditionFailure[] {
  const failures: ConditionFailure[] = [];
  const fail = (pointer: string, code: string, zh: string, en: string) =>
    failures.push({
      market,
      pointer,
      code,
      zh: `${inChinese(rule.zh)}${zh}`,
      en: `The ${rule.en} market ${en}`,
    });
  const kind = parts.applicant?.kind;
  if (kind === undefined || !rule.applicants.includes(kind)) {
    const names = rule.applicants.map((name) => applicantNames[name]);
    fail(
      pointers.applicant,
      'condition_applicant',
      `仅接受${names.map((n) => n.zh).join('或')}入驻`,
      `admits ${names.map((n) => n.en).join(' or ')} only`,
    );
  }
  if ((parts.service?.staffCount ?? 0) < rule.minimumStaffCount) {
    fail(
      pointers.staff,
      'condition_staff',
      `要求技术和服务人员不少于 ${rule.minimumStaffCount} 人`,
      `asks for ${rule.minimumStaffCount} or more technical and service staff`,
    );
  }
  if ((parts.service?.experienceMonths ?? 0) < rule.minimumExperienceMonths) {
    fail(
      pointers.experience,
      'condition_experience',
      `要求从业经验不少于 ${rule.minimumExperienceMonths} 个月`,
      `asks for ${rule.minimumExperienceMonths} months or more in the trade`,
    );
  }
  const hours = parts.service?.serviceHours;
  if (hours === undefined || !coversServiceLevel(hours, rule.serviceHours)) {
    fail(
      pointers.serviceHours,
      'condition_service_hours',
      `要求服务时间不低于 ${rule.serviceHours}`,
      `asks for service hours of ${rule.serviceHours} or better`,
    );
  }
  for (const extra of rule.extras) {
    if (!extras[extra].met(parts))
      fail(pointers[extra], `condition_${extra}`, extras[extra].zh, extras[extra].en);
  }
  return failures;
}

/** Every condition of every market named that the application does not meet; empty when all are met. (`docs/rules/1-onboarding.md`, "The application") */
export function checkConditions(
  parts: ConditionParts,
  rules: MarketRules,
  pointers: ConditionPointers = conditionPointers,
): ConditionFailure[] {
  return [...new Set(parts.markets)].flatMap((market) => failuresOf(market, rules[market], parts, pointers));
}
