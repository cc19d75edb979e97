/**
 * Path templates of APIs, as OpenAPI writes them: `/companies/{code}/reports/{year}.pdf`. A segment holds at most one parameter;
 * text may stand before and after it.
 */
export type Segment =
  | { kind: 'literal'; text: string }
  | { kind: 'parameter'; name: string; before: string; after: string };

export type TemplateProblem =
  | 'no_leading_slash'
  | 'empty_segment'
  | 'bad_braces'
  | 'parameter_name'
  | 'two_parameters'
  | 'repeated_parameter'
  | 'unsafe_segment'
  | 'too_long';

const maximumLength = 500;
const maximumSegments = 30;

const hasControl = (text: string): boolean => [...text].some((sign) => sign < ' ' || sign === '\u007f');

const decodeOnce = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/**
 * A segment of a request path with its percent encoding taken off once; undefined when it is malformed or unsafe: `.` and `..`,
 * slashes, backslashes and control characters are refused however often they are encoded, because a backend may decode again.
 */
export function decodeSegment(raw: string): string | undefined {
  const decoded = decodeOnce(raw);
  if (decoded === undefined) return undefined;
  let text = decoded;
  for (let round = 0; ; round += 1) {
    // `..;x` is read as `..` by servers that cut off path parameters.
    const name = text.split(';')[0]?.trim();
    if (name === '.' || name === '..' || /[/\\]/.test(text) || hasControl(text)) return undefined;
    const again = decodeOnce(text);
    if (again === undefined || again === text) return decoded;
    if (round === 4) return undefined;
    text = again;
  }
}

/** What looks like percent encoding in a text that was decoded: it was encoded twice, or was no UTF-8 and so not decoded at all. */
export const looksEncoded = (text: string): boolean => /%[0-9a-z]{2}/i.test(text);

/** Whether callers can send a value in a path: API Gateway hands paths over decoded, and cuts them at a question mark. */
export const isCallableValue = (value: string): boolean =>
  value.isWellFormed() &&
  decodeSegment(encodeURIComponent(value)) !== undefined &&
  !/[?\ufffd]/.test(value) &&
  !looksEncoded(value);

/** The decoded segments of a request path (with its leading slash, without query); undefined when it has no safe reading. */
export function splitPath(path: string): string[] | undefined {
  if (!path.startsWith('/') || path.length > 4_096) return undefined;
  if (path === '/') return [];
  const segments: string[] = [];
  for (const raw of path.slice(1).split('/')) {
    const segment = raw === '' ? undefined : decodeSegment(raw);
    if (segment === undefined) return undefined;
    segments.push(segment);
  }
  return segments;
}

function parseSegment(raw: string): Segment | TemplateProblem {
  if (raw === '') return 'empty_segment';
  const parameter = /^([^{}]*)\{([A-Za-z_][\w.-]{0,63})\}([^{}]*)$/.exec(raw);
  if (!parameter && /[{}]/.test(raw)) {
    if (/\}[^{}]*\{/.test(raw)) return 'two_parameters';
    return /^[^{}]*\{[^{}]*\}[^{}]*$/.test(raw) ? 'parameter_name' : 'bad_braces';
  }
  const parts = parameter ? [parameter[1] ?? '', parameter[3] ?? ''] : [raw];
  const decoded = parts.map((part) =>
    part === '' || (parameter && part === '.') ? part : decodeSegment(part),
  );
  if (
    decoded.some((part) => part === undefined || /[?#]/.test(part)) ||
    /[?#]/.test(raw) ||
    !raw.isWellFormed()
  )
    return 'unsafe_segment';
  const [before = '', after = ''] = decoded;
  return parameter
    ? { kind: 'parameter', name: parameter[2] ?? '', before, after }
    : { kind: 'literal', text: before };
}

/** The segments of a template, or why it is not one. `/` has none. */
export function parseTemplate(template: string): { segments: Segment[] } | { problem: TemplateProblem } {
  if (!template.startsWith('/')) return { problem: 'no_leading_slash' };
  if (template.length > maximumLength) return { problem: 'too_long' };
  const segments: Segment[] = [];
  for (const raw of template === '/' ? [] : template.slice(1).split('/')) {
    const segment = parseSegment(raw);
    if (typeof segment === 'string') return { problem: segment };
    segments.push(segment);
  }
  if (segments.length > maximumSegments) return { problem: 'too_long' };
  const names = segments.flatMap((segment) => (segment.kind === 'parameter' ? [segment.name] : []));
  return new Set(names).size === names.length ? { segments } : { problem: 'repeated_parameter' };
}

/** The same text for templates that match the same paths: parameter names do not count. */
export const templateShape = (segments: readonly Segment[]): string =>
  `/${segments.map((s) => (s.kind === 'literal' ? encodeURIComponent(s.text) : `${encodeURIComponent(s.before)}{}${encodeURIComponent(s.after)}`)).join('/')}`;
