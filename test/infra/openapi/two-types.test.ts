import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonSchema } from '../../../infra/build/openapi/json-schema.ts';
import { courseType } from '../../integration/catalogue/course-type.ts';

const registry = '../../../shared/catalogue/types/registry.ts';
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

let schemas: Readonly<Record<string, JsonSchema>>;
beforeAll(async () => {
  vi.resetModules();
  vi.doMock(registry, async (original) => {
    const { productTypes } = await original<typeof import('../../../shared/catalogue/types/registry.ts')>();
    return { productTypes: { ...productTypes, course: courseType } };
  });
  const { openApiDocument } = await import('../../../infra/build/openapi/document.ts');
  ({ schemas } = openApiDocument().components);
});
afterAll(() => {
  vi.doUnmock(registry);
  vi.resetModules();
});

describe('the OpenAPI document of a marketplace with a second product type', () => {
  it('tells what was bought apart by its type', () => {
    expect(schemas.Terms).toMatchObject({
      anyOf: [reference('ApiTerms'), reference('CourseTerms')],
      discriminator: {
        propertyName: 'type',
        mapping: { api: reference('ApiTerms').$ref, course: reference('CourseTerms').$ref },
      },
    });
    expect(schemas.CourseTerms?.properties).toHaveProperty('seats');
    for (const name of ['Entitlement', 'OrderLine'])
      expect(schemas[name]?.properties?.terms).toMatchObject(reference('Terms'));
  });

  it('tells how it is used apart by its type, too', () => {
    expect(schemas.EntitlementAccess).toMatchObject({
      anyOf: [reference('ApiEntitlementAccess'), reference('CourseEntitlementAccess')],
      discriminator: {
        propertyName: 'type',
        mapping: {
          api: reference('ApiEntitlementAccess').$ref,
          course: reference('CourseEntitlementAccess').$ref,
        },
      },
    });
    expect(schemas.ApiEntitlementAccess?.required).toEqual(['type', 'gatewayUrl', 'accessPrefix']);
    expect(schemas.Entitlement?.properties?.access).toMatchObject(reference('EntitlementAccess'));
    expect(schemas.SellerEntitlement?.properties).not.toHaveProperty('access');
  });

  it('names each type’s plans, in answers and in what is sent', () => {
    expect(schemas.Plan?.anyOf).toEqual([reference('ApiPlan'), reference('CoursePlan')]);
    expect(schemas.ShelfPlan?.anyOf).toEqual([reference('ApiShelfPlan'), reference('CourseShelfPlan')]);
    expect(schemas.AddPlanInput?.oneOf).toEqual([
      reference('AddPlanInputApi'),
      reference('AddPlanInputCourse'),
    ]);
    for (const name of ['AddPlanInputApi', 'AddPlanInputCourse']) {
      expect(schemas[name]?.properties).toHaveProperty('version');
      expect(schemas[name]?.properties).not.toHaveProperty('productId');
    }
    expect(schemas.ProductType?.enum).toEqual(['api', 'course']);
  });
});
