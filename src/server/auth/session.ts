import { version } from "../version.ts";
import type { Service } from "../service.ts";
import type { Session } from "../wire/session.ts";
import { SESSION_COOKIE } from "./authenticator.ts";
import type { Principal } from "./principal.ts";

/** What a page is told of who it is used by. */
export function sessionOf({ kind, name, role, csrf }: Principal, service: Service): Session {
  const isPerson = (kind === "user" || kind === "local") && role !== "none" && role !== "ingest";
  return { firstRun: service.auth.isFirstRun, user: isPerson ? { name, role } : null, csrf: csrf ?? null, version };
}

/** The cookie of a session; an empty token takes it away. Scripts cannot read it, other sites cannot have it sent. */
export function sessionCookie(token: string, isSecure: boolean): string {
  const age = token === "" ? "; Max-Age=0" : "";
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}${age}`;
}
