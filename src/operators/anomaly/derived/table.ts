import type { DerivedFunction } from "./derived-function.ts";
import { directory } from "./directory.ts";
import { entropy } from "./entropy.ts";
import { registeredDomain } from "./registered-domain.ts";

/** Every function that computes a field of a job. */
export const DERIVED_FUNCTIONS: Readonly<Record<string, DerivedFunction>> = {
  directory,
  entropy,
  registered_domain: registeredDomain,
};
