import type { RequestListener } from 'node:http';
import { request } from 'node:http';
import type { CorsRule } from './object-cors.ts';

/** Passes requests on to the object engine. */
export function guardObjects(engine: string, _corsRules: Map<string, CorsRule[]>): RequestListener {
  return (incoming, outgoing) => {
    const call = request(`${engine}${incoming.url}`, { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    call.on('error', () => outgoing.destroy());
    incoming.pipe(call);
  };
}
