/** Faults while compiling or running rules: T9xxx. */
export const RUN_CODES = {
  T9001: {
    title: "Not supported yet",
    explain: "This part of the rule cannot run in this version; docs/compatibility.md lists what runs.",
  },
  T9010: {
    title: "No such query language",
    explain: "Queries are written in eql, kuery (kql is the same) or lucene.",
  },
  T9020: {
    title: "Nobody computes the anomaly records",
    explain:
      "The rule reads the anomaly records of a machine learning job that is not among the jobs, or that reads what another system must " +
      "compute before. Without records given with --anomalies (or among the events) the rule stays silent. A job of your own is given with --ml-jobs.",
  },
} as const;
