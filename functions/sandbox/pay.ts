import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { handlePayPage } from '../../shared/outside/payments/sandbox/handle-pay-page.ts';
import { sendCallback } from '../../shared/outside/payments/sandbox/send-callback.ts';
import { environment } from '../runtime/composition.ts';
import { type HttpAnswer, languageOf, ownHeaders } from '../runtime/http/problem.ts';

const { PAYMENT_SECRET } = environment(['PAYMENT_SECRET']);

const security = {
  ...ownHeaders,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

/** The payment sandbox's own address: `GET /pay?ticket=` shows the pay page, `POST /pay` is a press of its buttons; programs ask for JSON. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
  const { method, path } = event.requestContext.http;
  if (!path.endsWith('/pay') || (method !== 'GET' && method !== 'POST'))
    return { statusCode: 404, headers: security, body: '' };
  const form = method === 'POST' ? new URLSearchParams(bodyOf(event)) : undefined;
  const { ticket, lang } = form ? Object.fromEntries(form) : (event.queryStringParameters ?? {});
  const { status, html, sent } = await handlePayPage(
    {
      sealedTicket: ticket ?? '',
      action: form ? (form.get('action') ?? '') : undefined,
      language: lang === 'zh' || lang === 'en' ? lang : languageOf(event.headers['accept-language']),
      now: new Date(),
    },
    { secret: PAYMENT_SECRET, send: sendCallback },
  );
  if (sent && event.headers.accept?.includes('application/json'))
    return {
      statusCode: status,
      headers: { ...security, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(sent),
    };
  return {
    statusCode: status,
    headers: { ...security, 'content-type': 'text/html; charset=utf-8' },
    body: html,
  };
};

const bodyOf = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
