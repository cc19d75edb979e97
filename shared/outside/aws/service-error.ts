/** Errors about what was asked, in words that help whoever wrote the request. Words of others are left out: a wrong signature's tell the session token. */
const toldErrors: ReadonlySet<string> = new Set(['ValidationException', 'SerializationException']);

type Answer = {
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
};

/** A refusal of an AWS service; its `name` is the service's own, without its namespace. */
export class ServiceError extends Error {
  readonly status: number;
  /** the service's id of the request, for AWS's support */
  readonly requestId?: string;
  /** why a transaction was cancelled: a code for each of its writes, `None` for those that nothing speaks against */
  readonly reasons: readonly (string | undefined)[];

  constructor(action: string, { status, requestId, text }: ServiceAnswer) {
    const answer = readAnswer(text);
    const name = answer.__type?.split('#').at(-1) || `Status${status}`;
    const words = toldErrors.has(name) ? (answer.message ?? answer.Message) : undefined;
    super(words === undefined ? `${action}: ${name}` : `${action}: ${name}: ${words}`);
    this.name = name;
    this.status = status;
    this.requestId = requestId;
    this.reasons = (answer.CancellationReasons ?? []).map(({ Code }) => Code);
  }
}

/** What came back from a service. */
export type ServiceAnswer = {
  readonly status: number;
  readonly requestId?: string;
  readonly text: string;
};

/** A load balancer in front of the service answers in other formats than the service. */
function readAnswer(text: string): Answer {
  try {
    return (JSON.parse(text) as Answer | null) ?? {};
  } catch {
    return {};
  }
}
