import module from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { ToWorker, WorkerSettings } from "./messages.ts";

if (!parentPort) throw new Error("invariant: started as a thread");
const port = parentPort;
const inbox: ToWorker[] = [];
let wake: (() => void) | undefined;
port.on("message", (message: ToWorker) => {
  inbox.push(message);
  wake?.();
});

// A thread does not know its parent's cache of compiled code: without it half of a start is compiling.
const settings = workerData as WorkerSettings;
if (settings.compileCache !== undefined) module.enableCompileCache(settings.compileCache);
const { runWorker } = await import("./run-worker.ts");

await runWorker(settings, {
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
