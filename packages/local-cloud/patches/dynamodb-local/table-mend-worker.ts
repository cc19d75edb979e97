import { parentPort, workerData } from 'node:worker_threads';
import { serveMended } from './table-mend.ts';

const { engine } = workerData as { engine: string };
parentPort?.postMessage(await serveMended(engine));
