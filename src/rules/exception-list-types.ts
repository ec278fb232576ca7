/** What an exception list is for, in its own file and where a rule names it; `endpoint` and its kin are made for Elastic Defend. */
export const EXCEPTION_LIST_TYPES = [
  "detection",
  "rule_default",
  "endpoint",
  "endpoint_trusted_apps",
  "endpoint_trusted_devices",
  "endpoint_events",
  "endpoint_host_isolation_exceptions",
  "endpoint_blocklists",
] as const;
export type ExceptionListType = (typeof EXCEPTION_LIST_TYPES)[number];
