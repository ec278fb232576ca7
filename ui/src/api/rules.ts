import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AttackMatrix,
  Completion,
  RuleCheck,
  RuleDetail,
  RuleList,
  RuleText,
  TryResult,
  TryRule,
} from "../../../src/server/wire/rules.ts";
import { call } from "./client.ts";

const at = (id: string): string => `rules/${encodeURIComponent(id)}`;

export const useRules = () =>
  useQuery({ queryKey: ["rules", "list"], queryFn: ({ signal }) => call<RuleList>("GET", "rules", undefined, signal) });

export const useRule = (id: string | undefined) =>
  useQuery({
    queryKey: ["rules", "detail", id],
    queryFn: ({ signal }) => call<RuleDetail>("GET", at(id ?? ""), undefined, signal),
    enabled: id !== undefined,
  });

export const checkRule = (text: RuleText, signal?: AbortSignal): Promise<RuleCheck> => call("POST", "rules/check", text, signal);

export const useTryRule = () => useMutation({ mutationFn: (request: TryRule) => call<TryResult>("POST", "rules/try", request) });

/** Saving a new rule answers its id. */
export function useRuleActions() {
  const client = useQueryClient();
  const done = { onSuccess: () => client.invalidateQueries({ queryKey: ["rules"] }) };
  return {
    save: useMutation({
      mutationFn: ({ id, text }: { id: string | undefined; text: RuleText }) =>
        id === undefined ? call<{ id: string }>("POST", "rules", text) : call<{ id: string }>("PUT", at(id), text),
      ...done,
    }),
    enable: useMutation({
      mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) => call("PATCH", at(id), { enabled }),
      ...done,
    }),
  };
}

export const useCompletion = () =>
  useQuery({
    queryKey: ["completion"],
    queryFn: ({ signal }) => call<Completion>("GET", "completion", undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useAttack = () =>
  useQuery({ queryKey: ["attack"], queryFn: ({ signal }) => call<AttackMatrix>("GET", "attack", undefined, signal) });
