// The parts of the library that the local issuer uses; the package carries no types of its own.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(seconds?: number): Promise<string>;
  }

  export interface Context {
    oidc: {
      session: { accountId: string };
      client: { clientId: string };
      provider: Provider;
      params: Record<string, string | undefined>;
    };
  }

  export interface InteractionDetails {
    uid: string;
    params: Record<string, string | undefined>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly Grant: new (properties: {
      clientId: string;
      accountId: string;
    }) => Grant;
    readonly Client: {
      prototype: {
        redirectUriAllowed(uri: string): boolean;
        postLogoutRedirectUriAllowed(uri: string): boolean;
      };
    };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Record<string, unknown>,
    ): Promise<void>;
    on(event: string, listener: (...args: unknown[]) => void): void;
  }
}
