import { existsSync } from "node:fs";
import { StoreError } from "../../store/database.ts";
import { createLog } from "../../server/log.ts";
import { type RunningServer, type ServeOptions, startServer } from "../../server/serve.ts";
import type { CommandSpec, Invocation } from "../command.ts";
import { inputSettings } from "../input-settings.ts";
import { tableFiles } from "../local-tables.ts";
import { rulePaths } from "../rule-settings.ts";
import { bytesSetting, countSetting, durationSetting, listSetting, switchSetting, textSetting } from "../settings.ts";
import type { Settings } from "../flags.ts";
import { usageError } from "../usage-error.ts";

const DEFAULT_DATA = "tocsin-data";
const DEFAULT_HOST = "127.0.0.1";
/** Elasticsearch's own: what shippers send to unless told otherwise. */
const DEFAULT_PORT = 9200;
const DAY_MS = 24 * 60 * 60_000;
const DEFAULT_RETENTION_MS = 30 * DAY_MS;
const DEFAULT_RETENTION_BYTES = 50 * 2 ** 30;
const DEFAULT_LATENESS_MS = 60_000;
/** About ten seconds of work. */
const DEFAULT_BACKLOG = 200_000;

/** `tocsin serve`: the live service. */
export const serveCommand: CommandSpec = {
  name: "serve",
  args: "",
  summary: "take events from shippers, ring alerts, and show them in a browser",
  examples: [
    "tocsin serve --data /var/lib/tocsin --rules ../detection-rules/rules",
    "tocsin serve --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem",
    "tocsin serve --data /tmp/try --no-auth",
  ],
  flags: [
    "data",
    "host",
    "port",
    "rules",
    "exceptions",
    "value-lists",
    "indicators",
    "schema",
    "lookup",
    "enrich",
    "mapping",
    "index",
    "lateness",
    "retention",
    "retention-size",
    "backlog",
    "tls-cert",
    "tls-key",
    "no-auth",
    "json-logs",
  ],
  words: { lateness: "how long rules with state wait for late events (default 60s)" },
  run: serve,
};

async function serve({ settings, terminal }: Invocation): Promise<number> {
  const { mappings } = await inputSettings(settings, terminal);
  const options = { ...serveOptions(settings, (text) => terminal.err(text), terminal.errIsTerminal), mappings };
  let server: RunningServer;
  try {
    server = await startServer(options);
  } catch (error) {
    if (error instanceof StoreError) throw usageError(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw usageError(`${options.host}:${options.port} is in use`, "stop what listens there, or choose another --port");
    if (code === "EADDRNOTAVAIL" || code === "EACCES")
      throw usageError(`cannot listen on ${options.host}:${options.port} (${code})`, "check --host and --port");
    throw error;
  }
  await terminal.out(greeting(server, options));
  await untilSignal(options);
  await server.stop();
  options.log("info", "stopped; all that was taken is judged and saved");
  return 0;
}

function serveOptions(settings: Settings, write: (text: string) => void, isTerminal: boolean): ServeOptions {
  const [cert, key] = [textSetting(settings, "tls-cert"), textSetting(settings, "tls-key")];
  if ((cert === undefined) !== (key === undefined)) throw usageError("--tls-cert and --tls-key go together");
  for (const file of [cert, key]) if (file !== undefined && !existsSync(file)) throw usageError(`No such file: ${file}`);
  return {
    data: textSetting(settings, "data") ?? DEFAULT_DATA,
    host: textSetting(settings, "host") ?? DEFAULT_HOST,
    port: countSetting(settings, "port") ?? DEFAULT_PORT,
    paths: {
      rules: rulePaths(settings),
      exceptions: listSetting(settings, "exceptions"),
      valueLists: listSetting(settings, "value-lists"),
      indicators: listSetting(settings, "indicators"),
      schema: listSetting(settings, "schema"),
      tables: tableFiles(settings),
    },
    index: textSetting(settings, "index"),
    latenessMs: durationSetting(settings, "lateness") ?? DEFAULT_LATENESS_MS,
    retention: {
      age: durationSetting(settings, "retention") ?? DEFAULT_RETENTION_MS,
      bytes: bytesSetting(settings, "retention-size") ?? DEFAULT_RETENTION_BYTES,
    },
    mostBacklog: countSetting(settings, "backlog") ?? DEFAULT_BACKLOG,
    noAuth: switchSetting(settings, "no-auth"),
    log: createLog(write, { isForPeople: isTerminal && !switchSetting(settings, "json-logs") }),
    ...(cert !== undefined && key !== undefined && { tls: { cert, key } }),
  };
}

function greeting({ url, service }: RunningServer, { data, noAuth, host }: ServeOptions): string {
  const lines = [`Tocsin listens on ${url} and keeps its data in ${data}`];
  const { setupToken } = service.auth;
  if (setupToken !== undefined)
    lines.push("", "Nobody can log in yet. Set up the first person:", `  ${url}/app/setup?token=${setupToken}`, "");
  if (noAuth) {
    lines.push("Authentication is off: whoever reaches this address is an admin");
    if (!isLoopback(host)) lines.push(`WARNING: ${host} can be reached from other machines`);
  }
  lines.push(`Shippers send to ${url} as to an Elasticsearch; Ctrl-C stops`);
  return `${lines.join("\n")}\n`;
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || host.startsWith("127.");

async function untilSignal({ log }: ServeOptions): Promise<void> {
  const signal = await new Promise<string>((done) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => done(name));
  });
  log("info", `${signal}: stopping; a second one ends at once`);
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => process.exit(130));
}
