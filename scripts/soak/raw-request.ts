import net from "node:net";
import type { Family } from "../../src/server/http/route.ts";

/** What came back on a connection. */
export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes and reads until the connection ends, or for so long; the client's side stays open. */
export function rawRequest(port: number, bytes: Buffer, patienceMs: number = 10_000): Promise<RawAnswer> {
  return new Promise((done) => {
    const socket = net.connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    const timer = setTimeout(finish, patienceMs);
    function finish(): void {
      clearTimeout(timer);
      socket.destroy();
      const answer = Buffer.concat(chunks).toString("utf8");
      const end = answer.indexOf("\r\n\r\n");
      const head = end === -1 ? answer : answer.slice(0, end);
      done({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: end === -1 ? "" : answer.slice(end + 4) });
    }
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    // The service may close before all is sent: what it said counts.
    socket.on("error", () => undefined);
    socket.on("close", finish);
    socket.write(bytes);
  });
}

const INSIDE = /\bat \S+ \(|node_modules|\.ts:\d+|node:internal|SQLITE|root:x:/;

/** What is wrong with an answer to a malformed request; undefined where nothing is. */
export function faultOfAnswer({ status, head, body }: RawAnswer, family: Family | null): string | undefined {
  if (INSIDE.test(head + body)) return `it shows the inside: ${body.slice(0, 300)}`;
  if (status >= 500 && status !== 503) return `an answer of ${status}`;
  if (status < 400) return status === 0 && family !== null ? "no answer" : undefined;
  if (!/content-type: application\/json/i.test(head)) return `a fault that is no JSON: ${head.slice(0, 200)}`;
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return undefined;
  let json: Readonly<Record<string, unknown>>;
  try {
    json = JSON.parse(body) as typeof json;
  } catch {
    return body === "" ? undefined : `a fault that is no JSON: ${body.slice(0, 200)}`;
  }
  const error = json["error"] as { readonly type?: unknown; readonly code?: unknown; readonly root_cause?: unknown } | string | undefined;
  const isIts = {
    elasticsearch:
      // Of a document that is not there, Elasticsearch says that and nothing else.
      (status === 404 && json["found"] === false) ||
      (typeof error === "object" && Array.isArray(error.root_cause) && typeof error.type === "string" && json["status"] === status),
    kibana: json["statusCode"] === status && typeof json["message"] === "string",
    // `/ingest` tells of each line.
    tocsin: (typeof error === "object" && typeof error.code === "string") || Array.isArray(json["errors"]),
  };
  const isRight = family === null ? Object.values(isIts).some(Boolean) : isIts[family];
  return isRight ? undefined : `not in the manner of ${family ?? "any family"}: ${body.slice(0, 200)}`;
}
