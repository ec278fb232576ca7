/** What somebody may do: `ingest` sends events and nothing else; each of the others may do what those before it may. */
export const ROLES = ["ingest", "read", "triage", "admin"] as const;
export type AuthRole = (typeof ROLES)[number];

/** Who a request comes from. */
export interface Principal {
  readonly kind: "nobody" | "user" | "key" | "local";
  readonly name: string;
  readonly role: AuthRole | "none";
  /** Of a browser's session: what its state-changing requests must carry. */
  readonly csrf?: string;
}

export const NOBODY: Principal = { kind: "nobody", name: "", role: "none" };
/** Everybody, where authentication is off. */
export const LOCAL: Principal = { kind: "local", name: "local", role: "admin" };

const RANK: Readonly<Record<AuthRole | "none", number>> = { none: 0, ingest: 0, read: 1, triage: 2, admin: 3 };

/** Whether somebody may use what asks for this access. Sending events is for shippers and admins. */
export function may(principal: Principal, access: "public" | "any" | AuthRole): boolean {
  if (access === "public") return true;
  if (access === "any") return principal.role !== "none";
  if (access === "ingest") return principal.role === "ingest" || principal.role === "admin";
  return RANK[principal.role] >= RANK[access];
}
