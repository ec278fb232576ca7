import { parentPort, workerData } from "node:worker_threads";
import { runWorker } from "./run-worker.ts";
import type { ToWorker, WorkerSettings } from "./messages.ts";

if (!parentPort) throw new Error("invariant: started as a thread");
const port = parentPort;
const inbox: ToWorker[] = [];
let wake: (() => void) | undefined;
port.on("message", (message: ToWorker) => {
  inbox.push(message);
  wake?.();
});

await runWorker(workerData as WorkerSettings, {
  send: (message) => port.postMessage(message),
  take: () => inbox.shift(),
  wait: (milliseconds) =>
    new Promise((done) => {
      const timer = setTimeout(finish, milliseconds);
      function finish(): void {
        clearTimeout(timer);
        wake = undefined;
        done();
      }
      if (inbox.length > 0) finish();
      else wake = finish;
    }),
});
port.close();
