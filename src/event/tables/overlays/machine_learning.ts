import type { Overlay } from "../overlay.ts";

/** What Elastic's detection packages (DGA, problem child, beaconing, lateral movement, exfiltration) add, and anomaly records. */
export const MACHINE_LEARNING: Overlay = {
  title: "Models and anomaly detection",
  fields: {
    keyword: `
      by_field_name by_field_value field_name function function_description influencers.influencer_field_name
      influencers.influencer_field_values job_id over_field_name over_field_value partition_field_name partition_field_value result_type
    `,
    long: "blocklist_label ml_is_dga.malicious_prediction problemchild.prediction",
    double: `
      anomaly_score beacon_stats.beaconing_score initial_record_score ml_is_dga.malicious_probability probability
      problemchild.prediction_probability record_score
    `,
    boolean: "beacon_stats.is_beaconing is_interim",
  },
  families: {
    unknown: "beacon_stats ml_is_dga problemchild",
  },
};
