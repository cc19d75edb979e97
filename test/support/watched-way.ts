import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The way to a server, on which answers can be held up. */
export type WatchedWay = {
  readonly url: string;
  /** What is to happen once, when the next answer has come out of the server and before it is passed on. */
  readonly beforeNextAnswer: (act: () => Promise<void>) => void;
  /** Passes on everything of a connection, or nothing of it any more. */
  readonly stop: () => Promise<void>;
};

/** Stands in front of a server of this machine and passes bytes to and fro. */
export async function watchWay(target: string): Promise<WatchedWay> {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  let act: (() => Promise<void>) | undefined;
  const server = createServer((from) => {
    const to = connect(Number(port), '127.0.0.1');
    let last = Promise.resolve();
    to.on('data', (chunk) => {
      const mine = act;
      act = undefined;
      last = last.then(mine).then(() => void from.write(chunk));
    });
    from.on('data', (chunk) => void to.write(chunk));
    for (const [one, other] of [[from, to] as const, [to, from] as const]) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        void last.then(() => other.destroy());
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    beforeNextAnswer: (next) => {
      act = next;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
