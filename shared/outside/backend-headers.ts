/**
 * Standard request headers that are meant for whoever answers. What concerns one connection, credentials and cookies are not among
 * them.
 */
const standard: ReadonlySet<string> = new Set([
  ...[
    'accept',
    'accept-charset',
    'accept-datetime',
    'accept-encoding',
    'accept-language',
    'user-agent',
    'from',
    'referer',
    'origin',
  ],
  ...[
    'access-control-request-headers',
    'access-control-request-method',
    'access-control-request-private-network',
  ],
  ...[
    'content-type',
    'content-encoding',
    'content-language',
    'content-location',
    'content-disposition',
    'content-range',
  ],
  ...[
    'content-md5',
    'content-digest',
    'digest',
    'repr-digest',
    'want-content-digest',
    'want-repr-digest',
    'want-digest',
  ],
  ...['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range', 'range'],
  ...[
    'cache-control',
    'pragma',
    'date',
    'prefer',
    'priority',
    'link',
    'mime-version',
    'soapaction',
    'idempotency-key',
  ],
  ...[
    'traceparent',
    'tracestate',
    'baggage',
    'signature',
    'signature-input',
    'dnt',
    'save-data',
    'upgrade-insecure-requests',
  ],
]);

/** Families of standard headers: fetch metadata and client hints of browsers. */
const standardFamily = /^sec-(?:fetch|ch)-[a-z-]+$/;

/**
 * Words that stand in the names of headers by which proxies, gateways and frameworks are told another address, path, method or sender
 * than the request has. The marketplace signs the request as it is, and such a header would make another one of it.
 */
const reroutingWords: ReadonlySet<string> = new Set([
  ...[
    'original',
    'originating',
    'rewrite',
    'override',
    'destinationurl',
    'forward',
    'forwarded',
    'forwarder',
    'real',
    'remote',
  ],
  ...[
    'host',
    'hostname',
    'proto',
    'scheme',
    'ssl',
    'https',
    'proxy',
    'proxyuser',
    'ip',
    'ips',
    'clientip',
    'socketip',
    'addr',
  ],
  ...[
    'amzn',
    'envoy',
    'arr',
    'accel',
    'middleware',
    'appengine',
    'iap',
    'authenticated',
    'principal',
    'cert',
  ],
]);
const reroutingNames: ReadonlySet<string> = new Set([
  ...[
    'x-method',
    'x-http-method',
    'x-request-method',
    'x-url',
    'x-request-url',
    'x-uri',
    'x-request-uri',
    'x-protocol',
    'x-port',
  ],
  ...[
    'x-path',
    'x-path-info',
    'x-pathinfo',
    'x-request-path',
    'x-script-name',
    'x-invoke-path',
    'x-matched-path',
  ],
  ...['x-server-name', 'x-server-port', 'x-user', 'x-auth-user', 'x-webauth-user'],
]);

/** The same, however the words are joined: `X-HttpMethod` and `X-OriginalUrl` are read like `X-HTTP-Method` and `X-Original-URL`. */
const reroutingParts =
  /httpmethod|override|original|rewrite|forward|unencodedurl|requestur[il]|realip|clientip|remoteaddr|(?:client|ssl|tls)(?:cert|verify|dn)/;

/**
 * Parts of names by which proxies tell a backend who has been let in, or by which it may be told another operation. An API can mean
 * something else by such a name (`X-Auth-Token`, `X-Client-Version`), so it passes where the API declares it, and not where nobody does.
 */
const ambiguousParts = new RegExp(
  [
    ...[
      'method',
      'url',
      '(?<!sec)uri',
      'path',
      'route',
      'prefix',
      'backend',
      'upstream',
      'endpoint',
      'gateway',
      'cluster',
    ],
    ...[
      'user',
      'consumer',
      'client',
      'role',
      'group',
      'admin',
      'account',
      'tenant',
      'subject',
      'anonymous',
      'email',
      'scope',
      'claim',
    ],
    ...[
      'auth',
      'verif',
      'cert',
      'jwt',
      'identity',
      'credential',
      'principal',
      'securitytoken',
      'idtoken',
      'oidc',
      'saml',
      'permission',
    ],
  ].join('|'),
);
const ambiguousVendors = /^x-(?:amz|ms|goog|azure|waws|apigw|kong|tyk|istio|vercel|nf)-/;

/** A server behind CGI or WSGI reads `_` as `-`. */
const plainName = (name: string): string => name.toLowerCase().replaceAll('_', '-');
const joined = (name: string): string => name.replaceAll('-', '');

const isRerouting = (name: string): boolean =>
  name.startsWith('x-ca-') ||
  reroutingNames.has(name) ||
  reroutingParts.test(joined(name)) ||
  name.split('-').some((word) => reroutingWords.has(word));

/** Own headers pass without being declared: many APIs take keys and versions in them that their documents do not name as parameters. */
const isPlainOwn = (name: string): boolean =>
  name.startsWith('x-') &&
  !isRerouting(name) &&
  !ambiguousParts.test(joined(name)) &&
  !ambiguousVendors.test(name);

/** Whether a backend gets an own header without its API's declaration; of such a one the gateway keeps no declaration. */
export const passesUndeclared = (name: string): boolean => isPlainOwn(plainName(name));

/** What stands in `Connection` concerns this connection only, be it an own header. */
const ofConnection = (headers: Readonly<Record<string, string | undefined>>): ReadonlySet<string> => {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'connection');
  return new Set((entry?.[1] ?? '').split(',').map((name) => plainName(name.trim())));
};

/** Of the connection, or a credential of the caller: not passed on, be they declared by an API. */
const neverOwn: ReadonlySet<string> = new Set([
  ...[
    'authorization',
    'cookie',
    'connection',
    'content-length',
    'transfer-encoding',
    'te',
    'trailer',
    'upgrade',
    'expect',
  ],
  ...['keep-alive', 'http2-settings', 'max-forwards', 'via'],
]);

/**
 * The caller's headers that a backend gets: standard ones, those that its API declares, and plain `X-` ones, but never one that could
 * make another request of it. Those are told by their names as the most lenient server reads them.
 */
export function backendHeaders(
  headers: Readonly<Record<string, string | undefined>>,
  declared: readonly string[] = [],
): Record<string, string> {
  const own = new Set(declared.map(plainName));
  const connection = ofConnection(headers);
  const mayPass = (written: string): boolean => {
    const name = plainName(written);
    if (connection.has(name)) return false;
    if (standard.has(written) || standardFamily.test(written)) return true;
    return isPlainOwn(name) || (own.has(name) && !neverOwn.has(name) && !isRerouting(name));
  };
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(
    named.flatMap(([name, value]) => (value !== undefined && mayPass(name) ? [[name, value]] : [])),
  );
}
