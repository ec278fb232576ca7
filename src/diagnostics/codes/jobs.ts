/** Faults of files with machine learning jobs: T14xx. */
export const JOB_CODES = {
  T1401: {
    title: "No job files found",
    explain: "The path does not exist, the folder holds no TOML or JSON files, or the glob matches none.",
  },
  T1402: {
    title: "No jobs in the file",
    explain: "A file of machine learning jobs has a list `job`: in TOML a [[job]] table for each.",
  },
  T1403: {
    title: "Unknown detector function",
    explain:
      "A detector's function is one of those that docs/machine-learning.md lists, some with `high_` or `low_` before it. The job is not used.",
  },
  T1404: {
    title: "Detector that cannot be computed",
    explain:
      "Some functions need a field to compute from (field_name), others take none; rare and freq_rare need by_field_name, time_of_day and " +
      "time_of_week take no over_field_name. The job is not used.",
  },
  T1405: {
    title: "Duplicate job id",
    explain: "Two jobs have the same id. Of two in the given files the first one is used; a given one takes the place of a shipped one.",
  },
  T1406: {
    title: "Unknown function of a computed field",
    explain: "A field of a job can be computed by the functions that docs/machine-learning.md lists. The job is not used.",
  },
} as const;
