import { contracts } from '../../../shared/contracts.ts';
import type { Contract } from '../../../shared/kernel/contract.ts';
import { gatewayCall } from '../../../shared/metering/gateway/contract.ts';
import { describeSchema } from './describe.ts';
import { gatewayPath, gatewayResponses, gatewayScheme } from './gateway.ts';
import { headers } from './headers.ts';
import { inputName } from './inputs.ts';
import { introduction } from './introduction.ts';
import type { JsonSchema } from './json-schema.ts';
import { NamedSchemas } from './named-schemas.ts';
import { operationObject } from './operation.ts';
import { parameters } from './parameters.ts';
import { ProblemExamples } from './problems/problem-examples.ts';
import { type Shared, throttled } from './responses.ts';
import { SharedResponses } from './shared-responses.ts';
import { tagObjects } from './tags.ts';
import { webhooksOf } from './webhooks.ts';

const person = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: '授权码流程（PKCE）的访问令牌 / access token of the code flow with PKCE',
};

type Paths = Record<string, Record<string, unknown>>;

function pathsOf(shared: Shared): Paths {
  const paths: Paths = {};
  for (const [tag, contract] of Object.entries<Contract>(contracts))
    for (const [name, operation] of Object.entries(contract)) {
      const method = operation.method.toLowerCase();
      const path = operationObject({ name, operation, contract, tag }, shared);
      paths[operation.path] = { ...paths[operation.path], [method]: path };
    }
  return paths;
}

/** Every schema with its words; a body is what its operation does. */
function describeAll(schemas: NamedSchemas): Record<string, JsonSchema> {
  const operations = Object.values(contracts).flatMap((contract: Contract) => Object.entries(contract));
  const summaries = new Map(
    operations.map(([name, { summary }]) => [inputName(name), `${summary.zh} / ${summary.en}`]),
  );
  return Object.fromEntries(
    Object.entries(schemas.components).map(([name, schema]) => [
      name,
      describeSchema(name, schema, summaries),
    ]),
  );
}

/** The OpenAPI 3.1 document of the whole public API, out of the contracts alone. */
export function openApiDocument() {
  const schemas = new NamedSchemas();
  const examples = new ProblemExamples();
  const responses = new SharedResponses();
  const ofGateway = gatewayResponses({ schemas, examples });
  const paths: Paths = {
    ...pathsOf({ schemas, examples, responses }),
    [gatewayCall.path]: gatewayPath(ofGateway),
  };
  const webhooks = webhooksOf(schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: '云市 Yunshi',
      version: '1.0.0',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    // The API itself names the address at which it was asked (`functions/http/meta.ts`).
    servers: [{ url: 'https://api.yunshi.example', description: '部署地址 / address of the deployment' }],
    tags: tagObjects,
    paths,
    webhooks,
    components: {
      securitySchemes: { person, ...gatewayScheme },
      parameters,
      headers,
      responses: {
        Throttled: throttled(schemas),
        ...responses.components,
        ...ofGateway,
      },
      examples: examples.components,
      schemas: describeAll(schemas),
    },
  };
}
