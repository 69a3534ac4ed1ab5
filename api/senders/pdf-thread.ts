import { parentPort, workerData } from 'node:worker_threads'
import { wordsOfPdf } from './pdf-text.ts'

// `pdf-node.ts` starts this thread and may end it.
parentPort?.postMessage(await wordsOfPdf(workerData as Uint8Array))
