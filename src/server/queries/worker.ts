import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../../store/database.ts";
import { eventStore } from "../../store/events.ts";
import { isQueryError } from "../../toolkit/query-error.ts";
import { wireDiagnostic } from "../http/faults.ts";
import { CatalogMemory, loadCatalog } from "../rules/catalog.ts";
import { hunt } from "./hunt.ts";
import type { QueryAnswer, QueryTask, QueryWorkerSettings } from "./messages.ts";
import { QueryFault } from "./query-fault.ts";
import { search } from "./search.ts";
import { tryRule } from "./try-rule.ts";

/** The thread for what reads many stored events: hunts, searches and tries, one after the other. */
if (!parentPort) throw new Error("invariant: started as a thread");
const port = parentPort;
const { databasePath, journalFolder, storeId, paths } = workerData as QueryWorkerSettings;
const database = openDatabase(databasePath);
const memory = new CatalogMemory();
const events = eventStore(database, journalFolder, storeId);

port.on("message", ({ call, task }: { readonly call: number; readonly task: QueryTask }) => {
  void answer(call, task).then((message) => port.postMessage(message));
});

async function run(task: QueryTask): Promise<Extract<QueryAnswer, { readonly result: unknown }>["result"]> {
  switch (task.kind) {
    case "hunt":
      return hunt(task, events, await memory.surroundings(paths));
    case "search":
      return search(task, events, await memory.surroundings(paths));
    case "try":
      return tryRule(task, events, await loadCatalog(paths, database, memory));
  }
}

async function answer(call: number, task: QueryTask): Promise<QueryAnswer> {
  try {
    return { call, result: await run(task) };
  } catch (error) {
    if (isQueryError(error) || error instanceof QueryFault) {
      const text = task.kind === "try" ? task.text : task.kind === "hunt" ? task.query : undefined;
      const message = error instanceof QueryFault || task.kind === "search" ? error.message : "the query has faults";
      return { call, fault: { message, diagnostics: error.diagnostics.map((each) => wireDiagnostic(each, text)) } };
    }
    return { call, fault: { message: error instanceof Error ? error.message : String(error), diagnostics: [] } };
  }
}
