import type { Database } from "./database.ts";

/** A person who may log in. */
export interface User {
  readonly name: string;
  readonly role: string;
  /** Salted hash; never the password. */
  readonly password: string;
  readonly created: number;
  readonly lastLogin: number | null;
}

/** What a shipper or a tool shows instead of a password. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the key; never the key. */
  readonly keyHash: string;
  readonly role: string;
  readonly created: number;
  readonly createdBy: string;
  readonly lastUsed: number | null;
}

export interface LoginSession {
  /** SHA-256 of the token in the cookie. */
  readonly tokenHash: string;
  readonly user: string;
  readonly created: number;
  readonly expires: number;
}

/** Users, sessions and API keys. */
export interface PeopleStore {
  users(): readonly User[];
  user(name: string): User | undefined;
  addUser(user: Omit<User, "lastLogin">): void;
  changeUser(name: string, change: { readonly role?: string | undefined; readonly password?: string | undefined }): void;
  /** With their sessions. */
  removeUser(name: string): boolean;
  noteLogin(name: string, at: number): void;
  keys(): readonly ApiKey[];
  key(id: string): ApiKey | undefined;
  addKey(key: Omit<ApiKey, "lastUsed">): void;
  noteUse(id: string, at: number): void;
  removeKey(id: string): boolean;
  session(tokenHash: string): LoginSession | undefined;
  addSession(session: LoginSession): void;
  removeSession(tokenHash: string): void;
  removeSessionsOf(user: string): void;
  removeExpired(now: number): void;
}

export function peopleStore(database: Database): PeopleStore {
  const all = (sql: string, ...values: (string | number)[]): readonly Readonly<Record<string, unknown>>[] =>
    database.prepare(sql).all(...values);
  const run = (sql: string, ...values: (string | number | null)[]): boolean => Number(database.prepare(sql).run(...values).changes) > 0;
  const findSession = database.prepare("SELECT * FROM sessions WHERE token_hash = ?");
  const findKey = database.prepare("SELECT * FROM api_keys WHERE id = ?");
  return {
    users: () => all("SELECT * FROM users ORDER BY name").map(userOf),
    user: (name) => all("SELECT * FROM users WHERE name = ?", name).map(userOf)[0],
    addUser: ({ name, role, password, created }) =>
      void run("INSERT INTO users (name, role, password, created) VALUES (?, ?, ?, ?)", name, role, password, created),
    changeUser: (name, { role, password }) =>
      void run(
        "UPDATE users SET role = coalesce(?, role), password = coalesce(?, password) WHERE name = ?",
        role ?? null,
        password ?? null,
        name,
      ),
    removeUser(name) {
      run("DELETE FROM sessions WHERE user = ?", name);
      return run("DELETE FROM users WHERE name = ?", name);
    },
    noteLogin: (name, at) => void run("UPDATE users SET last_login = ? WHERE name = ?", at, name),
    keys: () => all("SELECT * FROM api_keys ORDER BY created").map(keyOf),
    key(id) {
      const row = findKey.get(id);
      return row && keyOf(row);
    },
    addKey: ({ id, name, keyHash, role, created, createdBy }) =>
      void run(
        "INSERT INTO api_keys (id, name, key_hash, role, created, created_by) VALUES (?, ?, ?, ?, ?, ?)",
        ...([id, name, keyHash, role, created, createdBy] as const),
      ),
    noteUse: (id, at) => void run("UPDATE api_keys SET last_used = ? WHERE id = ?", at, id),
    removeKey: (id) => run("DELETE FROM api_keys WHERE id = ?", id),
    session(tokenHash) {
      const row = findSession.get(tokenHash);
      return row && sessionOf(row);
    },
    addSession: ({ tokenHash, user, created, expires }) =>
      void run("INSERT INTO sessions (token_hash, user, created, expires) VALUES (?, ?, ?, ?)", tokenHash, user, created, expires),
    removeSession: (tokenHash) => void run("DELETE FROM sessions WHERE token_hash = ?", tokenHash),
    removeSessionsOf: (user) => void run("DELETE FROM sessions WHERE user = ?", user),
    removeExpired: (now) => void run("DELETE FROM sessions WHERE expires < ?", now),
  };
}

type Row = Readonly<Record<string, unknown>>;

const userOf = (row: Row): User => ({
  name: String(row["name"]),
  role: String(row["role"]),
  password: String(row["password"]),
  created: Number(row["created"]),
  lastLogin: row["last_login"] as number | null,
});

const keyOf = (row: Row): ApiKey => ({
  id: String(row["id"]),
  name: String(row["name"]),
  keyHash: String(row["key_hash"]),
  role: String(row["role"]),
  created: Number(row["created"]),
  createdBy: String(row["created_by"]),
  lastUsed: row["last_used"] as number | null,
});

const sessionOf = (row: Row): LoginSession => ({
  tokenHash: String(row["token_hash"]),
  user: String(row["user"]),
  created: Number(row["created"]),
  expires: Number(row["expires"]),
});
