import { type AwsKeys, algorithm, amzDate, type Place, scopeOf, sha256Hex, signer } from './signature-v4.ts';

/** A header's name, in small letters, and its value. */
export type Header = readonly [name: string, value: string];

/** A request to the path `/` without a query, as all of AWS's JSON services have it. */
export type Unsigned = {
  readonly method: string;
  readonly headers: readonly Header[];
  readonly body: string;
};

/** Whose request it is, and when it is sent. */
export type Signing = { readonly keys: AwsKeys; readonly now: Date };

/** A maker of a request's headers with the date, the session token and the signature over all of them and the body. */
export function requestSigner(place: Place) {
  const sign = signer();

  return ({ method, headers, body }: Unsigned, { keys, now }: Signing): Header[] => {
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    const date = amzDate(now);
    const scope = scopeOf(now, place);
    const signed: Header[] = [...headers, ['x-amz-date', date]];
    if (sessionToken) signed.push(['x-amz-security-token', sessionToken]);
    signed.sort(([a], [b]) => (a < b ? -1 : 1));

    const names = signed.map(([name]) => name).join(';');
    const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
    const request = `${method}\n/\n\n${lines}\n${names}\n${sha256Hex(body)}`;
    const text = `${algorithm}\n${date}\n${scope}\n${sha256Hex(request)}`;

    const signature = sign(secretAccessKey, scope, text);
    const credential = `Credential=${accessKeyId}/${scope}`;
    signed.push([
      'authorization',
      `${algorithm} ${credential}, SignedHeaders=${names}, Signature=${signature}`,
    ]);
    return signed;
  };
}
