import { getDomain } from "tldts";
import type { DerivedFunction } from "./derived-function.ts";

/** The domain that was registered, by the public suffix list: `example.co.uk` of `a.b.example.co.uk`. */
export const registeredDomain: DerivedFunction = {
  name: "registered_domain",
  compute: (text) => getDomain(text, { allowPrivateDomains: false }) ?? undefined,
};
