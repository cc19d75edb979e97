import { Server } from 'node:net';

/**
 * Keeps servers of this thread from other machines. fauxqs 2.4.1 listens on all interfaces (`app.listen({ host: '0.0.0.0' })`) and has no
 * setting for it: its option `host` is the name in queue addresses. Before the engine starts.
 */
export function listenOnLoopback(): void {
  const { listen } = Server.prototype;
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    const [first] = args;
    if (typeof first === 'object' && first !== null && 'host' in first && first.host === '0.0.0.0')
      args[0] = { ...first, host: '127.0.0.1' };
    return Reflect.apply(listen, this, args);
  } as typeof listen;
}
