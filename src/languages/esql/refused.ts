/** Sources that ES|QL has and Tocsin does not run, with what to do instead. */
export const REFUSED_SOURCES: Readonly<Record<string, string>> = {
  ts: "time series need metric indices: write `FROM` for events",
  explain: "use the command `tocsin explain`, which tells why events match",
  promql: "metrics are out of scope: write `FROM` for events",
};

/** Commands that ES|QL has and Tocsin does not run, with the reason or what to do instead. */
export const REFUSED_COMMANDS: Readonly<Record<string, string>> = {
  sample: "a random choice of rows would make alerts that no second run gives: use `LIMIT`",
  rerank: "it calls an inference service: sort by a column instead",
  fuse: "it merges the scores of searches, which events do not have",
  insist: "fields that no mapping has are read anyway",
  inline: "write `INLINE STATS`",
  lookup: "write `LOOKUP JOIN index ON field`",
  mmr: "it needs vectors, which events do not have",
  user_agent: "events come with `user_agent.*` fields already",
  uri_parts: "events come with `url.*` fields already",
  registered_domain: "events come with `url.registered_domain` already",
  metrics_info: "metrics are out of scope",
};

/** Commands of other languages, and what ES|QL has for them. */
export const FOREIGN_COMMANDS: Readonly<Record<string, string>> = {
  filter: "write `WHERE condition`",
  fields: "write `KEEP field, …`",
  group: "write `STATS COUNT(*) BY field`",
  having: "write `WHERE condition` after `STATS`",
  head: "write `LIMIT 10`",
  join: "write `LOOKUP JOIN index ON field`",
  order: "write `SORT field`",
  project: "write `KEEP field, …`",
  select: "write `KEEP field, …`",
  tail: "write `SORT field DESC | LIMIT 10`",
  top: "write `SORT field DESC | LIMIT 10`",
};
