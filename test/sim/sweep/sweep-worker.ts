// A worker thread of a sweep.
import { parentPort, workerData } from "node:worker_threads";
import { runShare, type Share } from "./shares.ts";

await runShare(workerData as Share, (placed) => parentPort!.postMessage(placed));
