import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AlertChange,
  AlertDetail,
  AlertFilter,
  AlertGroups,
  AlertPage,
  AlertSearch,
  AlertsChanged,
  AlertSummary,
  Note,
  SavedViews,
  Timeline,
} from "../../../src/server/wire/alerts.ts";
import { call } from "./client.ts";

/** Rows of one request. */
const PAGE = 200;

const at = (id: string): string => `alerts/${encodeURIComponent(id)}`;

/** The list, page by page. */
export const useAlertPages = (search: AlertSearch) =>
  useInfiniteQuery({
    queryKey: ["alerts", "list", search],
    queryFn: ({ pageParam, signal }) =>
      call<AlertPage>("POST", "alerts/search", { ...search, size: PAGE, ...(pageParam !== "" && { after: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const useAlertSummary = (filter: AlertFilter) =>
  useQuery({
    queryKey: ["alerts", "summary", filter],
    queryFn: ({ signal }) => call<AlertSummary>("POST", "alerts/summary", filter, signal),
    placeholderData: keepPreviousData,
  });

export const useAlertGroups = (filter: AlertFilter, by: string) =>
  useQuery({
    queryKey: ["alerts", "groups", by, filter],
    queryFn: ({ signal }) => call<AlertGroups>("POST", "alerts/groups", { ...filter, by }, signal),
    enabled: by !== "",
    placeholderData: keepPreviousData,
  });

export const useAlert = (id: string) =>
  useQuery({ queryKey: ["alerts", "detail", id], queryFn: ({ signal }) => call<AlertDetail>("GET", at(id), undefined, signal) });

export const useTimeline = (id: string, minutes: number) =>
  useQuery({
    queryKey: ["alerts", "timeline", id, minutes],
    queryFn: ({ signal }) => call<Timeline>("GET", `${at(id)}/timeline?minutes=${minutes}`, undefined, signal),
    placeholderData: keepPreviousData,
  });

/** Status, tags and assignees of many alerts. */
export function useAlertChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: AlertChange) => call<AlertsChanged>("PATCH", "alerts", change),
    onSuccess: () => client.invalidateQueries({ queryKey: ["alerts"] }),
  });
}

export function useAddNote(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => call<Note>("POST", `${at(id)}/notes`, { text }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["alerts", "detail", id] }),
  });
}

export const useViews = () =>
  useQuery({ queryKey: ["views"], queryFn: ({ signal }) => call<SavedViews>("GET", "views", undefined, signal) });

export function useViewActions() {
  const client = useQueryClient();
  const done = { onSuccess: () => client.invalidateQueries({ queryKey: ["views"] }) };
  return {
    save: useMutation({
      mutationFn: ({ name, filter }: { name: string; filter: AlertFilter }) => call("PUT", `views/${encodeURIComponent(name)}`, filter),
      ...done,
    }),
    remove: useMutation({ mutationFn: (name: string) => call("DELETE", `views/${encodeURIComponent(name)}`), ...done }),
  };
}
