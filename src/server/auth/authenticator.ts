import type { IncomingHttpHeaders } from "node:http";
import type { Database } from "../../store/database.ts";
import { type PeopleStore, peopleStore } from "../../store/people.ts";
import { HttpError } from "../http/http-error.ts";
import { type AuthRole, LOCAL, NOBODY, type Principal, ROLES } from "./principal.ts";
import { hashPassword, isPassword, NO_PASSWORD, randomId, randomToken, sameText, tokenHash } from "./secrets.ts";
import { createThrottle, type Throttle } from "./throttle.ts";

export const SESSION_COOKIE = "tocsin_session";
const SESSION_MS = 12 * 60 * 60_000;
/** A password that was right is not derived again for this long: shippers send it with every request. */
const REMEMBER_MS = 5 * 60_000;
const MOST_REMEMBERED = 1_000;
/** Keys' last use is written this often. */
const NOTE_USE_MS = 60_000;
const SHORTEST_PASSWORD = 10;

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Knows who a request comes from, and keeps users, sessions and keys. Secrets are stored as hashes and never logged. */
export class Authenticator {
  readonly people: PeopleStore;
  readonly #isOff: boolean;
  readonly #now: () => number;
  readonly #throttle: Throttle;
  readonly #remembered = new Map<string, { readonly principal: Principal; readonly until: number }>();
  readonly #noted = new Map<string, number>();
  #setupToken: string | undefined;

  constructor(database: Database, options: { readonly isOff: boolean; readonly now?: () => number }) {
    this.people = peopleStore(database);
    this.#isOff = options.isOff;
    this.#now = options.now ?? Date.now;
    this.#throttle = createThrottle(this.#now);
    if (this.isFirstRun) this.#setupToken = randomToken();
  }

  /** Nobody can log in yet. */
  get isFirstRun(): boolean {
    return !this.#isOff && this.people.users().length === 0;
  }

  /** What the first person must show, printed on the terminal once. */
  get setupToken(): string | undefined {
    return this.#setupToken;
  }

  /** @throws {HttpError} 401 for credentials that are wrong, 429 after too many of them; none at all is {@link NOBODY} */
  async identify(headers: IncomingHttpHeaders, ip: string): Promise<Principal> {
    if (this.#isOff) return LOCAL;
    const { authorization, cookie } = headers;
    if (authorization !== undefined) return await this.#byHeader(authorization, ip);
    const token = cookie === undefined ? undefined : cookieValue(cookie, SESSION_COOKIE);
    return token === undefined ? NOBODY : (this.#bySession(token) ?? NOBODY);
  }

  /** Logs in; gives the session's token for the cookie. */
  async logIn({ name, password }: Credentials, ip: string): Promise<{ readonly token: string; readonly principal: Principal }> {
    const principal = await this.#byPassword(name, password, ip);
    const token = randomToken();
    const now = this.#now();
    this.people.removeExpired(now);
    this.people.addSession({ tokenHash: tokenHash(token), user: name, created: now, expires: now + SESSION_MS });
    this.people.noteLogin(name, now);
    return { token, principal: { ...principal, csrf: csrfOf(token) } };
  }

  logOut(cookie: string | undefined): void {
    const token = cookie === undefined ? undefined : cookieValue(cookie, SESSION_COOKIE);
    if (token !== undefined) this.people.removeSession(tokenHash(token));
  }

  /** Makes the first person, an admin. */
  async setUp(token: string, credentials: Credentials): Promise<void> {
    if (!this.isFirstRun || this.#setupToken === undefined)
      throw new HttpError(409, "already_set_up", "somebody is set up already: log in");
    if (!sameText(token, this.#setupToken))
      throw new HttpError(403, "wrong_token", "this is not the set-up token", {
        hint: "it stands on the terminal that the service was started in",
      });
    await this.addUser(credentials, "admin");
    this.#setupToken = undefined;
  }

  async addUser({ name, password }: Credentials, role: Exclude<AuthRole, "ingest">): Promise<void> {
    if (this.people.user(name)) throw new HttpError(409, "exists", `there is a user ${name} already`);
    checkPassword(password);
    this.people.addUser({ name, role, password: await hashPassword(password), created: this.#now() });
  }

  async changeUser(name: string, change: { readonly role?: string | undefined; readonly password?: string | undefined }): Promise<void> {
    if (change.password !== undefined) checkPassword(change.password);
    const password = change.password === undefined ? undefined : await hashPassword(change.password);
    this.people.changeUser(name, { role: change.role, password });
    if (password !== undefined) this.people.removeSessionsOf(name);
    this.#remembered.clear();
  }

  removeUser(name: string): boolean {
    this.#remembered.clear();
    return this.people.removeUser(name);
  }

  /** Makes a key; the secret is told this once: `id:secret`, as shippers take it. */
  addKey(name: string, role: AuthRole, by: string): { readonly id: string; readonly key: string } {
    const id = randomId();
    const secret = randomToken();
    this.people.addKey({ id, name, keyHash: tokenHash(secret), role, created: this.#now(), createdBy: by });
    return { id, key: `${id}:${secret}` };
  }

  async #byHeader(authorization: string, ip: string): Promise<Principal> {
    const [, scheme = "", value = ""] = /^(\w+)\s+(\S+)\s*$/.exec(authorization) ?? [];
    const isBasic = scheme.toLowerCase() === "basic";
    if (!isBasic && !["apikey", "bearer"].includes(scheme.toLowerCase())) throw unauthorized("the authorization header cannot be read");
    const text = value.includes(":") ? value : Buffer.from(value, "base64").toString("utf8");
    const colon = text.indexOf(":");
    if (colon === -1) throw unauthorized("the authorization header cannot be read");
    const [name, secret] = [text.slice(0, colon), text.slice(colon + 1)];
    return isBasic ? await this.#byPassword(name, secret, ip) : this.#byKey(name, secret, ip);
  }

  #byKey(id: string, secret: string, ip: string): Principal {
    this.#throttle.check(ip);
    const key = this.people.key(id);
    if (!key || !sameText(key.keyHash, tokenHash(secret))) {
      this.#throttle.fail(ip);
      throw unauthorized("the API key is not known");
    }
    const now = this.#now();
    if (now - (this.#noted.get(id) ?? 0) > NOTE_USE_MS) {
      this.#noted.set(id, now);
      this.people.noteUse(id, now);
    }
    return { kind: "key", name: key.name, role: roleOf(key.role) };
  }

  async #byPassword(name: string, password: string, ip: string): Promise<Principal> {
    const known = tokenHash(`${name}\u0000${password}`);
    const remembered = this.#remembered.get(known);
    if (remembered && remembered.until > this.#now()) return remembered.principal;
    this.#throttle.check(ip);
    const user = this.people.user(name);
    const isRight = await isPassword(password, user?.password ?? NO_PASSWORD);
    if (!user || !isRight) {
      this.#throttle.fail(ip);
      throw unauthorized("the name or the password is wrong");
    }
    const principal: Principal = { kind: "user", name, role: roleOf(user.role) };
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(known, { principal, until: this.#now() + REMEMBER_MS });
    return principal;
  }

  #bySession(token: string): Principal | undefined {
    const session = this.people.session(tokenHash(token));
    const user = session && session.expires > this.#now() ? this.people.user(session.user) : undefined;
    return user && { kind: "user", name: user.name, role: roleOf(user.role), csrf: csrfOf(token) };
  }
}

/** What a page must send back with each request that changes something: nobody who cannot read the session has it. */
const csrfOf = (token: string): string => tokenHash(`csrf ${token}`);

const roleOf = (role: string): AuthRole => ROLES.find((known) => known === role) ?? "ingest";

export const unauthorized = (message: string): HttpError =>
  new HttpError(401, "security_exception", message, {
    hint: "send an API key (Authorization: ApiKey …), or a name and password",
    headers: { "www-authenticate": 'ApiKey, Basic realm="tocsin", charset="UTF-8"' },
  });

function checkPassword(password: string): void {
  if (password.length < SHORTEST_PASSWORD)
    throw new HttpError(400, "weak_password", `a password has at least ${SHORTEST_PASSWORD} characters`);
}

function cookieValue(cookies: string, name: string): string | undefined {
  const found = cookies.split(";").find((each) => each.trimStart().startsWith(`${name}=`));
  return found?.trim().slice(name.length + 1);
}
