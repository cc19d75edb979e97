/** The addresses of a run, each with the one that stands for it in the document. */
export type Addresses = ReadonlyMap<string, string>;

/** A recording's beginning and its addresses. */
export type Recording = { readonly startedAt: Date; readonly addresses: Addresses };

/** When the recorded story begins in the document. */
const begin = Date.parse('2026-12-01T02:00:00Z');
const minute = 60_000;
const step = 10 * minute;

const id = /(?<![a-z])([a-z]{3})_[0-9a-z]{26}(?![0-9a-z])/g;
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
/** `2026-12-02 21:29` of texts and `2026-12-02T21` of usage, both Beijing time */
const wallClock = /\d{4}-\d\d-\d\d[ T]\d\d(?::\d\d)?(?=（|$)/g;
const hash = /^[0-9a-f]{16}$/;
const loopback = /http:\/\/127\.0\.0\.1:\d+/g;
const beijing = 8 * 3_600_000;

/** What would change from run to run, or be somebody's secret, by the name of its field. */
const constants: Readonly<Record<string, unknown>> = {
  durationMs: 42,
  timestamp: 1_796_090_400,
  next: 'bWFkZS11cC1jdXJzb3I',
  requestId: 'Kx3dRmade-up=',
  appKey: '204812345',
  appSecret: 'made-up-app-secret-0123456789abc',
  secretHint: '-key',
  hint: 'whsec_****1cC0=',
  signature: '0123456789abcdef'.repeat(4),
  sha256: '0123456789abcdef'.repeat(4),
  policy: 'bWFkZS11cC1wb2xpY3k=',
  'x-amz-credential': 'MADEUP/20261201/cn-north-1/s3/aws4_request',
  'x-amz-date': '20261201T020000Z',
  'x-amz-signature': '0123456789abcdef'.repeat(4),
};

const secrets: Readonly<Record<string, (value: string) => string>> = {
  secret: (value) =>
    value.startsWith('whsec_')
      ? `whsec_${Buffer.from('made-up-key-for-the-document-001').toString('base64')}`
      : 'made-up-secret-of-the-api-group-',
  appCode: (value) => (value.startsWith('****') ? '****c0de' : 'made0up0app0code0123456789abc0de'),
};

/** Of lists of things; numbers, such as weekdays, are few and belong together. */
const mostItems = 2;
const mostCharacters = 600;
const shownCharacters = 160;

/** Replaces what is of one run only: the same recording always gives the same, and another run nearly the same. */
export function madeUp<T>(recorded: T, { startedAt, addresses }: Recording): T {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();

  // Texts tell minutes only.
  const began = Math.floor(startedAt.getTime() / minute) * minute;

  const idFor = (real: string, prefix: string): string => {
    const count = (counts.get(prefix) ?? 0) + (known.has(real) ? 0 : 1);
    counts.set(prefix, count);
    const made = known.get(real) ?? `${prefix}_${String(count).padStart(26, '0')}`;
    known.set(real, made);
    return made;
  };

  /** In steps of ten minutes, since seconds differ from run to run; what was before the recording stays. */
  const moved = (at: number): Date => {
    const since = at - began;
    return new Date(since < 0 ? at : begin + Math.floor(since / step) * step);
  };
  const movedWall = (wall: string): string => {
    // Of an hour its end: it may have begun before the recording.
    const at = Date.parse(`${wall.replace(' ', 'T')}${wall.includes(':') ? '' : ':59'}:00+08:00`);
    const text = new Date(moved(at).getTime() + beijing).toISOString().slice(0, wall.length);
    return wall.includes('T') ? text : text.replace('T', ' ');
  };

  const text = (value: string): string => {
    const made = value
      .replace(id, idFor)
      .replace(instant, (at) => moved(Date.parse(at)).toISOString())
      .replace(wallClock, movedWall)
      .replace(loopback, (address) => addresses.get(address) ?? 'https://files.market.example')
      .replace(hash, '0123456789abcdef')
      .replace(/\?(X-Amz-|ticket=).*$/, '?$1made-up');
    return made.length > mostCharacters ? `${made.slice(0, shownCharacters)}…` : made;
  };

  const whole = (value: unknown, name = ''): unknown => {
    if (constants[name] !== undefined && typeof value === typeof constants[name]) return constants[name];
    if (typeof value === 'string') return secrets[name]?.(value) ?? text(value);
    if (Array.isArray(value))
      return value
        .filter((item, at) => at < mostItems || typeof item === 'number')
        .map((item) => whole(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, whole(field, key)]));
  };
  return whole(recorded) as T;
}
