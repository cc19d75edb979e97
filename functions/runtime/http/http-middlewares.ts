import type { MiddlewareObj } from '@middy/core';
import { AppError, kernelErrors } from '../../../shared/kernel/errors.ts';
import { takeConsumed } from '../capacity-log.ts';
import { errorFields, log } from '../log.ts';
import { type HttpAnswer, languageOf, problemAnswer } from './problem.ts';
import type { HttpEvent } from './request.ts';

type HttpMiddleware = MiddlewareObj<HttpEvent, HttpAnswer, Error, object>;

/**
 * One line per request: which operation, how it ended, what it consumed. Paths and bodies are left out: they hold ids and personal data. The answer
 * tells the id under which the line is found (a problem tells it by itself).
 */
export const logRequests = (): HttpMiddleware => {
  let startedAt = 0;
  return {
    before: () => {
      startedAt = performance.now();
      takeConsumed();
    },
    after: ({ event, response }) => {
      const { requestId } = event.requestContext;
      if (response) response.headers['request-id'] = requestId;
      const fields = { requestId, route: event.routeKey, status: response?.statusCode };
      log.info('request', {
        ...fields,
        milliseconds: Math.round(performance.now() - startedAt),
        ...takeConsumed(),
      });
    },
  };
};

/** Every failure becomes problem+json; what is not one of ours is logged and told as an internal error. */
export const answerErrors = (): HttpMiddleware => ({
  onError: (request) => {
    const { event, error } = request;
    const { requestId } = event.requestContext;
    if (!(error instanceof AppError))
      log.error('request failed', { requestId, route: event.routeKey, ...errorFields(error) });
    const known = error instanceof AppError ? error : kernelErrors.internal();
    const answer = problemAnswer(known, languageOf(event.headers['accept-language']), requestId);
    log.info('request', {
      requestId,
      route: event.routeKey,
      status: answer.statusCode,
      code: known.spec.code,
      ...takeConsumed(),
    });
    request.response = answer;
    return answer;
  },
});
