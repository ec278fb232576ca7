export type Role = "read" | "triage" | "admin";

/**
 * `GET /api/tocsin/session`: who is logged in, open to everybody. `POST` with {@link Login} logs in, `DELETE` logs out.
 * State-changing requests of a session carry its `csrf` in the header `x-tocsin-csrf`.
 */
export interface Session {
  /** No person exists yet: `POST /api/tocsin/setup` with {@link Setup} makes the first, an admin, and logs in. */
  readonly firstRun: boolean;
  /** Null where nobody is logged in. With `--no-auth` an admin named `local` is. */
  readonly user: { readonly name: string; readonly role: Role } | null;
  readonly csrf: string | null;
  readonly version: string;
}

export interface Login {
  readonly name: string;
  readonly password: string;
}

/** `token` stands on the server's terminal at the first start. */
export interface Setup extends Login {
  readonly token: string;
}
