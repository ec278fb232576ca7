import type { Socket } from "node:net";
import { faultAnswer } from "./faults.ts";
import { HttpError } from "./http-error.ts";
import { SECURITY_HEADERS } from "./protection.ts";

/** What Node.js's HTTP parser says, as a status and its phrase. */
const STATUSES: Readonly<Record<string, readonly [status: number, phrase: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "the headers are too long"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "the request did not come to its end in time"],
};
const BAD = [400, "Bad Request", "this is no HTTP request"] as const;

/** Answers what is no request, as an Elasticsearch would, and ends the connection: nobody knows which route it was meant for. */
export function answerNoRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, phrase, message] = STATUSES[error.code ?? ""] ?? BAD;
  const body = JSON.stringify(faultAnswer(new HttpError(status, "bad_request", message), "elasticsearch").json);
  const headers = {
    ...SECURITY_HEADERS,
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${lines.join("")}\r\n${body}`);
  // Who does not read the end of it is not waited for.
  socket.setTimeout(1_000, () => socket.destroy());
}
