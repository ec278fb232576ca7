// Preloaded into the service: its wall clock is off by as many milliseconds as the file says that TOCSIN_CLOCK_SHIFT names.
import { readFileSync } from "node:fs";

const RealDate = Date;
let shift = 0;
let lookedAt = Number.NEGATIVE_INFINITY;
const now = () => {
  if (performance.now() - lookedAt > 50) {
    lookedAt = performance.now();
    shift = Number(readFileSync(process.env.TOCSIN_CLOCK_SHIFT, "utf8"));
  }
  return RealDate.now() + shift;
};
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }
  static now() {
    return now();
  }
};
