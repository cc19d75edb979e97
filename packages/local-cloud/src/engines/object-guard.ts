import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { request } from 'node:http';
import { parseForm } from './form-data.ts';
import type { CorsRule } from './object-cors.ts';
import { objectCorsHeaders } from './object-cors.ts';
import { partSize, writeObject } from './object-writer.ts';
import type { Refusal } from './post-policy.ts';
import { checkForm, tooLarge } from './post-policy.ts';
import { checkAuthorization, checkLink } from './signature-v4.ts';

/** Bytes of a request that the guard reads at most. S3 takes 5 GB in one request; here all of it is in memory. */
const bodyLimit = 128 * 1024 * 1024;

/** Stands for the file's name in a form's key. */
const fileNamePlace = ['$', '{filename}'].join('');

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const encodeKey = (key: string) => key.split('/').map(encodeURIComponent).join('/');

const refusals: Record<string, Refusal> = {
  anonymous: { status: 403, code: 'AccessDenied', message: 'Access Denied' },
  expired: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
  forged: {
    status: 403,
    code: 'SignatureDoesNotMatch',
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  },
  malformed: {
    status: 400,
    code: 'AuthorizationQueryParametersError',
    message: 'Query-string authentication is not as it should be.',
  },
  malformedHeader: {
    status: 400,
    code: 'AuthorizationHeaderMalformed',
    message: 'The authorization header that you provided is not valid.',
  },
  exists: {
    status: 412,
    code: 'PreconditionFailed',
    message: 'At least one of the pre-conditions you specified did not hold',
  },
  noForm: {
    status: 400,
    code: 'MalformedPOSTRequest',
    message: 'The body of your POST request is not well-formed multipart/form-data.',
  },
};

/**
 * Stands in front of the object engine, which lets everybody do everything. Buckets are private: a request is signed (the functions' client), a
 * presigned link that is whole and has not run out, or an upload form that keeps to its signed policy. Everything else is refused as S3 does.
 */
export function guardObjects(engine: string, corsRules: Map<string, CorsRule[]>): RequestListener {
  return (incoming, outgoing) => {
    const [, bucket = ''] = (incoming.url ?? '/').split(/[/?]/);
    const {
      origin,
      'access-control-request-method': askedMethod,
      'access-control-request-headers': askedHeaders = '',
    } = incoming.headers;
    const rules = corsRules.get(bucket) ?? [];
    if (incoming.method === 'OPTIONS' && askedMethod) {
      const headers = objectCorsHeaders(rules, origin, askedMethod, {
        headers: askedHeaders.split(/,\s*/).filter(Boolean),
      });
      outgoing.writeHead(headers['access-control-allow-origin'] ? 200 : 403, headers).end();
      return;
    }
    for (const [name, value] of Object.entries(objectCorsHeaders(rules, origin, incoming.method ?? 'GET')))
      outgoing.setHeader(name, value);
    serve(engine, bucket, incoming, outgoing).catch((error) => {
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, { status: 500, code: 'InternalError', message: String(error) });
    });
  };
}

async function serve(
  engine: string,
  bucket: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  if (method === 'POST' && /multipart\/form-data/i.test(headers['content-type'] ?? ''))
    return takeForm(engine, bucket, incoming, outgoing);
  const isLink = url.includes('X-Amz-Signature=');
  if (isLink) {
    const check = checkLink({ method, url, headers }, Date.now());
    if (check !== 'valid') return refuse(outgoing, refusals[check]);
  } else {
    const check = headers.authorization ? checkAuthorization({ method, url, headers }) : 'anonymous';
    if (check !== 'valid') return refuse(outgoing, refusals[check]);
  }
  if (method === 'PUT' && headers['if-none-match'] === '*' && (await exists(engine, url)))
    return refuse(outgoing, refusals.exists);
  const isLarge =
    Number(headers['content-length'] ?? 0) > partSize &&
    !/aws-chunked/.test(headers['content-encoding'] ?? '');
  if (method === 'PUT' && isLarge && !url.includes('uploadId=')) return takeLarge(engine, incoming, outgoing);
  forward(engine, incoming, outgoing);
}

/** Metadata of an object among the headers of a request or the fields of a form. */
function metadataOf(values: Record<string, string | string[] | undefined>): Record<string, string> {
  const kept = Object.entries(values).filter(([name]) =>
    /^(?:content-(?:type|disposition|encoding)|cache-control|x-amz-meta-.*)$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** Reads a whole body; undefined when it is larger than the guard takes. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function takeLarge(engine: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  if (!body) return refuse(outgoing, tooLarge);
  const path = incoming.url?.split('?')[0] ?? '/';
  outgoing
    .writeHead(200, {
      etag: await writeObject(engine, { path, body, headers: metadataOf(incoming.headers) }),
    })
    .end();
}

async function exists(engine: string, url: string): Promise<boolean> {
  return (await fetch(`${engine}${url.split('?')[0]}`, { method: 'HEAD' })).ok;
}

function forward(engine: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const query = new URLSearchParams((incoming.url ?? '').split('?')[1]);
  const call = request(
    `${engine}${incoming.url}`,
    { method: incoming.method, headers: incoming.headers },
    (answer) => {
      const headers = { ...answer.headers };
      for (const [name, value] of query) {
        const header =
          /^response-(content-type|content-disposition|cache-control|content-language|content-encoding|expires)$/.exec(
            name,
          )?.[1];
        if (header && answer.statusCode === 200) headers[header] = value;
      }
      outgoing.writeHead(answer.statusCode ?? 502, headers);
      answer.pipe(outgoing);
    },
  );
  call.on('error', () => outgoing.destroy());
  incoming.pipe(call);
}

async function takeForm(
  engine: string,
  bucket: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (!body) return refuse(outgoing, tooLarge);
  const form = parseForm(body, incoming.headers['content-type'] ?? '');
  if (!form?.fields.key) return refuse(outgoing, refusals.noForm);
  const { fields, file, fileName } = form;
  const refusal = checkForm({ ...fields, bucket }, file.length, Date.now());
  if (refusal) return refuse(outgoing, refusal);
  const path = `/${bucket}/${encodeKey((fields.key ?? '').replaceAll(fileNamePlace, fileName))}`;
  const etag = await writeObject(engine, { path, body: file, headers: metadataOf(fields) });
  const status = [200, 201].includes(Number(fields.success_action_status))
    ? Number(fields.success_action_status)
    : 204;
  outgoing.writeHead(status, {
    etag,
    location: `http://${incoming.headers.host}${path}`,
    ...(status === 201 ? { 'content-type': 'application/xml' } : {}),
  });
  outgoing.end(
    status === 201
      ? `<PostResponse><Bucket>${bucket}</Bucket><Key>${escapeXml(fields.key ?? '')}</Key><ETag>${etag}</ETag></PostResponse>`
      : '',
  );
}

function refuse(
  outgoing: ServerResponse,
  { status, code, message }: Refusal = refusals.anonymous as Refusal,
): void {
  outgoing.writeHead(status, { 'content-type': 'application/xml' });
  outgoing.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`,
  );
}
