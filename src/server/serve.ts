import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { Server } from "node:tls";
import type { FastifyInstance } from "fastify";
import { watchFiles } from "../toolkit/watch-files.ts";
import { createApp, type Patience } from "./http/app.ts";
import { renewTls, type TlsFiles } from "./http/tls.ts";
import { Service, type ServiceLog, type ServiceOptions } from "./service.ts";

export interface ServeOptions extends ServiceOptions {
  /** Address to listen on; loopback unless told otherwise. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly tls?: TlsFiles | undefined;
  /** How slow clients may be. */
  readonly patience?: Patience;
}

/** A service that listens. */
export interface RunningServer {
  readonly service: Service;
  readonly app: FastifyInstance;
  /** `http://127.0.0.1:9200` */
  readonly url: string;
  /** Finishes requests under way, judges and commits what was taken, and ends. */
  stop(): Promise<void>;
}

/** Opens the data, listens, and watches the rule files. Throws where the data cannot be used or the address not be had. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const service = await Service.open(options);
  const { tls, patience } = options;
  const app = createApp(service, { tls, patience, hosts: hostNames(options.host) });
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await service.stop();
    throw error;
  }
  const watching = new AbortController();
  void watchRules(service, watching.signal);
  if (tls) void watchTls(app.server as unknown as Server, tls, options.log, watching.signal);
  const { port } = app.server.address() as AddressInfo;
  const name = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    service,
    app,
    url: `${options.tls ? "https" : "http"}://${name}:${port}`,
    async stop() {
      watching.abort();
      await app.close();
      await service.stop();
    },
  };
}

/** What is edited takes effect; what cannot be read is told, and the rest stays as it was. */
async function watchRules(service: Service, signal: AbortSignal): Promise<void> {
  const { paths, log } = service.options;
  const watch = watchFiles(signal);
  for (const path of [...paths.rules, ...paths.exceptions, ...paths.valueLists]) watch.add(path);
  for (let changed = await watch.next(); changed; changed = await watch.next()) {
    try {
      const { running, errors, restarted } = await service.reload();
      log("info", "rules were read again", { running, errors: errors.length, restarted: restarted.length });
      for (const error of errors.slice(0, 10)) log("warn", error);
    } catch (error) {
      log("error", `rules could not be read again: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Certificates that were renewed are taken up. */
async function watchTls(server: Server, files: TlsFiles, log: ServiceLog, signal: AbortSignal): Promise<void> {
  const watch = watchFiles(signal);
  for (const file of [files.cert, files.key]) watch.add(file);
  const names = [files.cert, files.key].map((file) => resolve(file));
  for (let changed = await watch.next(); changed; changed = await watch.next()) {
    // Certificates are often links into a folder that is swapped: any change beside them counts.
    try {
      renewTls(server, files);
      log("info", "the certificate was read again", { files: names, changed: changed.size });
    } catch (error) {
      log("warn", `the certificate could not be read again, the old one stays: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Names that requests to this address may carry. */
const hostNames = (host: string): readonly string[] => ["localhost", "127.0.0.1", "[::1]", host.includes(":") ? `[${host}]` : host];
