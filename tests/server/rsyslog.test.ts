import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { alertStore } from "../../src/store/alerts.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** Debian's rsyslog with its Elasticsearch output, unchanged. Skipped where `rsyslog-elasticsearch` is not installed. */
const DAEMON = "/usr/sbin/rsyslogd";
const isInstalled = existsSync(DAEMON) && globSync("/usr/lib/*/rsyslog/omelasticsearch.so").length > 0;

let running: TestServer | undefined;
let daemon: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), "tocsin-rsyslog-"));
afterAll(async () => {
  daemon?.kill();
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Somebody listens there. */
const accepts = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = net.connect(port, "127.0.0.1");
    for (const event of ["connect", "error"] as const)
      probe.once(event, () => {
        probe.destroy();
        done(event === "connect");
      });
  });

const config = (listen: number, target: number): string => `
module(load="imtcp") module(load="omelasticsearch")
global(workDirectory="${folder}")
template(name="ecs" type="list" option.jsonf="on") {
  property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")
  property(outname="host.name" name="hostname" format="jsonf")
  property(outname="user.name" name="app-name" format="jsonf")
  property(outname="message" name="msg" format="jsonf")
  constant(outname="event.category" value="process" format="jsonf")
}
ruleset(name="out") {
  action(type="omelasticsearch" server="127.0.0.1" serverport="${target}" template="ecs" searchIndex="logs-test-default" searchType="" bulkmode="on"
    errorfile="${folder}/errors")
}
input(type="imtcp" port="${listen}" address="127.0.0.1" ruleset="out")
`;

test.skipIf(!isInstalled)(
  `rsyslog's Elasticsearch output${isInstalled ? "" : " (rsyslog-elasticsearch is not installed)"}`,
  async () => {
    running = await startTestServer();
    const listen = await freePort();
    const file = join(folder, "rsyslog.conf");
    writeFileSync(file, config(listen, Number(new URL(running.url).port)));
    daemon = spawn(DAEMON, ["-n", "-f", file, "-i", join(folder, "pid")], { stdio: "ignore" });
    await running.until(() => accepts(listen));
    const socket = net.connect(listen, "127.0.0.1");
    for (let i = 0; i < 20; i++) socket.write(`<13>1 ${new Date().toISOString()} web1 app${i} - - - line ${i}\n`);
    socket.end();
    const alerts = alertStore(running.server.service.database);
    await running.until(() => alerts.count() >= 20);
    expect(new Set(alerts.after(0, 100).map(({ user }) => user)).size).toBe(20);
    expect(alerts.after(0, 1)[0]).toMatchObject({ host: "web1" });
    expect(existsSync(join(folder, "errors"))).toBe(false);
  },
  40_000,
);
