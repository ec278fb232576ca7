import type { Route } from "../http/route.ts";
import { alertsIndex } from "./kibana/alerts-index.ts";
import { changeItems, readItems } from "./kibana/exception-items.ts";
import { changeLists, readLists } from "./kibana/exception-lists.ts";
import { privileges } from "./kibana/privileges.ts";
import { changeRules, readRule } from "./kibana/rules.ts";
import { bulkAction } from "./kibana/rules-bulk-action.ts";
import { exportRules } from "./kibana/rules-export.ts";
import { findRules } from "./kibana/rules-find.ts";
import { importRules } from "./kibana/rules-import.ts";
import { setAssignees } from "./kibana/signals-assignees.ts";
import { searchAlerts } from "./kibana/signals-search.ts";
import { setStatus } from "./kibana/signals-status.ts";
import { setTags } from "./kibana/signals-tags.ts";
import { status } from "./kibana/status.ts";
import { tags } from "./kibana/tags.ts";
import { changeValues, exportValues, importValues, readValues } from "./kibana/value-list-items.ts";
import { changeValueLists, readValueLists } from "./kibana/value-lists.ts";

/** The parts of Kibana's detection API that tools use. */
export const KIBANA_ROUTES: readonly Route[] = [
  status,
  readRule,
  changeRules,
  findRules,
  bulkAction,
  importRules,
  exportRules,
  tags,
  alertsIndex,
  privileges,
  searchAlerts,
  setStatus,
  setTags,
  setAssignees,
  readLists,
  changeLists,
  readItems,
  changeItems,
  readValueLists,
  changeValueLists,
  readValues,
  changeValues,
  importValues,
  exportValues,
];
