import type { Json, JsonObject } from "../event/json.ts";
import type { Rule } from "../rules/model.ts";
import { alertGuide } from "./guide.ts";

const GUIDE = "tocsin.guide";

/** By alert: its guide, or what works it out. */
const guides = new WeakMap<JsonObject, { readonly guide: Json | undefined } | (() => Json)>();

/**
 * Gives an alert its `tocsin.guide`, what to do about this very alert as data: a property like any other, which is
 * worked out when it is first read, since most alerts go out without it.
 */
export function layGuide(alert: JsonObject, rule: Rule, document: JsonObject): void {
  guides.set(alert, () => alertGuide(rule, document) as unknown as Json);
  Object.defineProperty(alert, GUIDE, PROPERTY);
}

/** One for all alerts, so that they keep the same shape. */
const PROPERTY: PropertyDescriptor = {
  enumerable: true,
  configurable: true,
  get(this: JsonObject): Json | undefined {
    const known = guides.get(this);
    if (typeof known !== "function") return known?.guide;
    const guide = known();
    guides.set(this, { guide });
    return guide;
  },
  set(this: JsonObject, guide: Json) {
    guides.set(this, { guide });
  },
};
