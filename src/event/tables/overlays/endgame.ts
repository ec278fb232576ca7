import type { Overlay } from "../overlay.ts";

/** The Endgame sensor, Elastic Defend's forerunner. */
export const ENDGAME: Overlay = {
  title: "Endgame",
  fields: {
    keyword: `
      endgame.data.alert_details.acting_process.path endgame.effective_user_name endgame.event_message endgame.event_subtype_full
      endgame.event_type_full endgame.metadata.type
    `,
  },
  families: {
    unknown: "endgame",
  },
};
