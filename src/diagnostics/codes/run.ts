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
} as const;
