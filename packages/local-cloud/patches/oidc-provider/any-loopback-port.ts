import type { Provider } from 'oidc-provider';

const isLoopback = (uri: string) => /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/.test(uri);

/**
 * Lets every program of this machine take part in a sign-in, on whatever port it listens for the answer. oidc-provider 9.13.3 allows other ports
 * than the registered one to clients of the type `native` only, and Cognito's clients, which it stands for, have no such type.
 */
export function allowAnyLoopbackPort({ Client }: Provider): void {
  const registered = Client.prototype.redirectUriAllowed;
  Client.prototype.redirectUriAllowed = function (uri) {
    return isLoopback(uri) || registered.call(this, uri);
  };
}
