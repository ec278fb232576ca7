import type { Route } from "../../http/route.ts";
import { changingRoute, type ExceptionKind, readingRoute } from "../../kibana/exception-routes.ts";
import { keepItem } from "../../kibana/exceptions.ts";

const ITEMS: ExceptionKind = {
  path: "/api/exception_lists/items",
  label: "exception list item",
  key: "item_id",
  all: (store) => store.items(),
  remove: (store, name) => store.removeItem(name),
  keep: keepItem,
};

export const readItems: Route = readingRoute(ITEMS);
export const changeItems: Route = changingRoute(ITEMS);
