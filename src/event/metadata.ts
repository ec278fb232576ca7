/** Keys of a document that are Elasticsearch's metadata, not fields. */
export const METADATA_KEYS: ReadonlySet<string> = new Set([
  "_index",
  "_id",
  "_version",
  "_source",
  "_score",
  "_seq_no",
  "_primary_term",
  "_ignored",
  "_type",
  "_routing",
]);
