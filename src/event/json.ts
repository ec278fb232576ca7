/** What `JSON.parse` can return. Documents (events, alerts) are {@link JsonObject}s. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

/** A single non-null value of a document. */
export type Scalar = string | number | boolean;

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
