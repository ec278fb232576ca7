import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AuditSearch } from "../audit/search.ts";
import type { ApiKeys, AuditLog, DataOverview, NewApiKey, NewSettings, Settings, Users } from "../../../src/server/wire/data.ts";
import type { HuntQuery, HuntResult } from "../../../src/server/wire/hunt.ts";
import { call } from "./client.ts";

export const useData = () =>
  useQuery({
    queryKey: ["data"],
    queryFn: ({ signal }) => call<DataOverview>("GET", "data", undefined, signal),
    refetchInterval: 5_000,
  });

/** Entries of one request. */
const AUDIT_PAGE = 100;

export const useAudit = ({ text = "", result }: AuditSearch) =>
  useInfiniteQuery({
    queryKey: ["audit", text, result],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(AUDIT_PAGE), ...(text !== "" && { text }) });
      if (pageParam !== 0) query.set("before", String(pageParam));
      if (result !== undefined) query.set("refused", String(result === "refused"));
      return call<AuditLog>("GET", `audit?${query.toString()}`, undefined, signal);
    },
    initialPageParam: 0,
    getNextPageParam: ({ entries }) => (entries.length < AUDIT_PAGE ? undefined : entries.at(-1)?.id),
    placeholderData: keepPreviousData,
  });

export const useHunt = () => useMutation({ mutationFn: (query: HuntQuery) => call<HuntResult>("POST", "hunt", query) });

export const useSettings = () =>
  useQuery({ queryKey: ["settings"], queryFn: ({ signal }) => call<Settings>("GET", "settings", undefined, signal) });
export const useKeys = () => useQuery({ queryKey: ["keys"], queryFn: ({ signal }) => call<ApiKeys>("GET", "keys", undefined, signal) });
export const useUsers = () => useQuery({ queryKey: ["users"], queryFn: ({ signal }) => call<Users>("GET", "users", undefined, signal) });

/** A call that changes something, after which the named answers are asked for again. */
export function useChange<Input, Answer>(key: string, run: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries({ queryKey: [key] }) });
}

export const saveSettings = (settings: NewSettings): Promise<Settings> => call("PUT", "settings", settings);
export const addKey = (name: string): Promise<NewApiKey> => call("POST", "keys", { name });
export const removeKey = (id: string): Promise<void> => call("DELETE", `keys/${encodeURIComponent(id)}`);
export const addUser = (user: { name: string; password: string; role: string }): Promise<void> => call("POST", "users", user);
export const removeUser = (name: string): Promise<void> => call("DELETE", `users/${encodeURIComponent(name)}`);
