import type { IncomingMessage } from "node:http";
import type { Principal } from "../auth/principal.ts";
import { sameText } from "../auth/secrets.ts";
import { HttpError } from "./http-error.ts";

/** On every answer: nothing is guessed, framed, or told to other sites. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/** On pages: scripts and styles of our own only, inline styles for what lays itself out (virtual lists, editors). */
export const PAGE_POLICY: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what another site makes a browser send: state-changing requests of a session without its token, requests of
 * another origin, and, where everybody is an admin, requests meant for another name (DNS rebinding).
 * @throws {HttpError} 403 or 421
 */
export function checkOrigin(request: IncomingMessage, principal: Principal, hosts: readonly string[]): void {
  const { host = "", origin, "sec-fetch-site": site, "x-tocsin-csrf": token } = request.headers;
  if (principal.kind === "local" && !hosts.includes(hostName(host)))
    throw new HttpError(421, "misdirected_request", "without authentication only requests to the service's own address are answered");
  if (SAFE_METHODS.has(request.method ?? "")) return;
  if (origin !== undefined && origin !== "null" && hostOf(origin) !== host) throw foreign();
  if (origin === "null" || (site !== undefined && site !== "same-origin" && site !== "none")) throw foreign();
  if (principal.csrf !== undefined && (typeof token !== "string" || !sameText(token, principal.csrf)))
    throw new HttpError(403, "csrf", "the request does not carry the session's token", { hint: "send it as x-tocsin-csrf" });
}

const foreign = (): HttpError => new HttpError(403, "foreign_origin", "requests of other sites are not answered");

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : "");

/** Without its port. */
const hostName = (host: string): string => (host.startsWith("[") ? host.slice(0, host.indexOf("]") + 1) : (host.split(":")[0] ?? ""));
