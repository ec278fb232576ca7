import type { Route } from "../../http/route.ts";
import { changingRoute, type ExceptionKind, readingRoute } from "../../kibana/exception-routes.ts";
import { keepList } from "../../kibana/exceptions.ts";

const LISTS: ExceptionKind = {
  path: "/api/exception_lists",
  label: "exception list",
  key: "list_id",
  all: (store) => store.lists(),
  remove: (store, name) => store.removeList(name),
  keep: keepList,
};

export const readLists: Route = readingRoute(LISTS);
export const changeLists: Route = changingRoute(LISTS);
