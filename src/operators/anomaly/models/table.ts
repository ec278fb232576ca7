import type { DetectorPlan, JobPlan } from "../../../plan/job-plan.ts";
import type { DetectorFunction } from "../detector-function.ts";
import type { DetectorModel } from "../finding.ts";
import { AmountModel } from "./amount.ts";
import { ClockModel } from "./clock.ts";
import { RarityModel } from "./rarity.ts";

/** The model of a detector. */
export function createModel(
  detector: DetectorPlan,
  definition: DetectorFunction,
  job: Pick<JobPlan, "span" | "pruneAfter">,
): DetectorModel {
  switch (definition.model) {
    case "amount":
      return new AmountModel(detector, definition, job);
    case "rarity":
      return new RarityModel(detector, definition, job);
    case "clock":
      return new ClockModel(detector, definition, job);
  }
}
