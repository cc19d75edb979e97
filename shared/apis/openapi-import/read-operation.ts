import type { Api, ImportProblem } from './api.ts';
import type { FoundOperation } from './find-operations.ts';
import { defined, type Json, member } from './json.ts';
import { mediaOf, readBody } from './read-body.ts';
import { readParameters } from './read-parameters.ts';
import type { Reader } from './reader.ts';
import type { Placed } from './references.ts';
import { sampleText, sampleValue } from './sample.ts';

export const operationIdOf = (reader: Reader, operation: Json | undefined): string | undefined =>
  reader.textOf(member(operation, 'operationId'), 200);

const responsesMost = 100;

/** The answer of the first status of success, else the default one. */
function readSample(reader: Reader, operation: Placed): string | undefined {
  const responses = member(operation.value, 'responses');
  const statuses = reader.entriesOf(responses).slice(0, responsesMost);
  const status = statuses.find(([key]) => /^2(\d\d|XX)$/i.test(key))?.[0] ?? 'default';
  const response = reader.resolveSchema({
    value: member(responses, status),
    pointer: `${operation.pointer}/responses/${status}`,
  });
  const media =
    response &&
    mediaOf(reader, { value: member(response.value, 'content'), pointer: `${response.pointer}/content` });
  return media && sampleText(reader, sampleValue(reader, media));
}

/** One operation as an API, and what is wrong with the parts that a caller must know. */
export function readOperation(
  reader: Reader,
  found: FoundOperation,
): { api: Api; problems: ImportProblem[] } {
  const { method, pathTemplate, pathItems, operation } = found;
  const { limits } = reader;
  const problems: ImportProblem[] = [];
  const operationId = operationIdOf(reader, operation.value);
  const summary =
    reader.textOf(member(operation.value, 'summary'), limits.summaryLength) ??
    reader.textOf(member(operation.value, 'description'), limits.summaryLength) ??
    operationId ??
    `${method} ${pathTemplate}`.slice(0, limits.summaryLength);
  const declared = readParameters(reader, [operation, ...pathItems], problems);
  const { body, parameters } = readBody(
    reader,
    operation,
    limits.parametersPerApi - declared.length,
    problems,
  );
  const sampleAnswer = readSample(reader, operation);
  const api = defined<Api>({
    method,
    pathTemplate,
    operationId,
    summary,
    parameters: [...declared, ...parameters],
    body,
    sampleAnswer,
  });
  return { api, problems };
}
