import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { selfMadeCertificate } from "../support/self-made-certificate.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-tls-"));
const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
let certificate = selfMadeCertificate("first");
const save = (): void => {
  writeFileSync(files.key, certificate.key);
  writeFileSync(files.cert, certificate.cert);
};

let running: TestServer;
beforeAll(async () => {
  save();
  running = await startTestServer({ tls: files, noAuth: false });
}, 30_000);
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const port = (): number => Number(new URL(running.url).port);

/** Trusts this certificate and no other. */
function ask(method: string, path: string, body?: string): Promise<{ status: number; cookies: readonly string[]; version: string }> {
  return new Promise((done, fail) => {
    const options = { port: port(), host: "127.0.0.1", method, path, ca: certificate.cert, agent: false, headers: {} };
    const sent = request(options, (answer) => {
      answer.resume();
      const { statusCode: status = 0, headers, httpVersion: version } = answer;
      answer.on("end", () => done({ status, cookies: headers["set-cookie"] ?? [], version }));
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

/** The name on the certificate that is shown. */
const shown = async (): Promise<string> =>
  await new Promise((done, fail) => {
    const socket = connect({ port: port(), host: "127.0.0.1", rejectUnauthorized: false, ALPNProtocols: ["h2", "http/1.1"] }, () => {
      done(`${String(socket.getPeerCertificate().subject.CN)} ${String(socket.alpnProtocol)}`);
      socket.destroy();
    });
    socket.on("error", fail);
  });

test("speaks https and HTTP/1.1 with the certificate of the files, and marks the session's cookie", async () => {
  expect(running.url).toMatch(/^https:/);
  expect(await ask("GET", "/health")).toMatchObject({ status: 200, version: "1.1" });
  expect(await shown()).toBe("first http/1.1");
  const token = running.server.service.auth.setupToken;
  const setUp = await ask("POST", "/api/tocsin/setup", JSON.stringify({ name: "ann", password: "correct horse", token }));
  expect(setUp.cookies.join()).toMatch(/^tocsin_session=\S+; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
});

test("plain HTTP gets no answer, and nobody is harmed", async () => {
  await expect(fetch(`http://127.0.0.1:${port()}/health`)).rejects.toThrow();
  expect((await ask("GET", "/health")).status).toBe(200);
});

test("takes up a renewed certificate; one that does not fit its key is told and left", async () => {
  certificate = selfMadeCertificate("second");
  save();
  await running.until(async () => (await shown()) === "second http/1.1");
  expect((await ask("GET", "/health")).status).toBe(200);
  writeFileSync(files.cert, selfMadeCertificate("third").cert);
  await running.until(() => running.logged.some((line) => line.startsWith("warn the certificate could not be read again")));
  expect(await shown()).toBe("second http/1.1");
  expect(running.logged.join("\n")).not.toContain("PRIVATE KEY");
});
