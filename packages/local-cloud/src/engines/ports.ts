import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request; what it throws is answered with 500. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface Listening {
  url: string;
  port: number;
  server: Server;
  stop(): Promise<void>;
}

/** Whether an error means that somebody listens there already. */
export const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/**
 * Idle connections are kept for longer than a client pauses: on a busy machine one would be closed in the very moment in which its client takes
 * it up again, which then sees a reset.
 */
const idleMilliseconds = 350_000;

/** Serves on the loopback interface; port 0 takes a free one. A taken port is an error that names it and what it was for. */
export function listen(name: string, port: number, listener: Listener): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: idleMilliseconds }, async (request, response) => {
      try {
        await listener(request, response);
      } catch {
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      }
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? Object.assign(
              new Error(
                `Port ${port} (${name}) is already in use: end what listens there, or choose other ports.`,
              ),
              {
                code: error.code,
              },
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => {
      const actual = (server.address() as AddressInfo).port;
      const stop = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${actual}`, port: actual, server, stop });
    });
  });
}
