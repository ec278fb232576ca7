import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Login, Session, Setup } from "../../../src/server/wire/session.ts";
import { call, useCsrf } from "./client.ts";

const SESSION = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => call<Session>("GET", "session", undefined, signal),
  staleTime: 60_000,
});

/** Who is logged in. */
export function useSession(): { readonly session: Session | undefined; readonly error: Error | null } {
  const { data, error } = useQuery(SESSION);
  useCsrf(data?.csrf ?? null);
  return { session: data, error };
}

/** Whether the person's role allows it: triage changes alerts, admin everything. */
export function useMay(role: "triage" | "admin"): boolean {
  const own = useSession().session?.user?.role;
  return own === "admin" || own === role;
}

export function useSessionActions(): {
  logIn(login: Login): Promise<void>;
  setUp(setup: Setup): Promise<void>;
  logOut(): Promise<void>;
} {
  const client = useQueryClient();
  const renew = async (): Promise<void> => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION.queryKey[0] });
    await client.invalidateQueries({ queryKey: SESSION.queryKey });
  };
  return {
    logIn: (login) => call("POST", "session", login).then(renew),
    setUp: (setup) => call("POST", "setup", setup).then(renew),
    logOut: () => call("DELETE", "session").then(renew),
  };
}
