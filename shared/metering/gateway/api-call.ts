/** An API with the headers that it declares. */
export type CalledApi = { readonly apiId: string; readonly headers?: readonly string[] };

/** A published group as the gateway needs it. `findApi` takes the path behind the prefix. */
export type GatewayGroup = {
  readonly groupId: string;
  readonly backendUrl: string;
  readonly secret: { readonly id: string; readonly secret: string };
  readonly findApi: (method: string, path: string) => CalledApi | undefined;
};

export type ApiCall = {
  readonly method: string;
  /** behind `/gw`, percent-encoded: `/<prefix>/<path>` */
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array | undefined;
  readonly requestId: string;
  readonly sourceAddress: string;
  readonly now: () => Date;
};
export type ApiAnswer = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
};
