import type { Overlay } from "../overlay.ts";

/** Indicators of Filebeat 7 (`threatintel.*`) and what threat intelligence integrations add to ECS. */
export const THREAT_INTEL: Overlay = {
  title: "Threat intelligence",
  fields: {
    keyword: `
      labels.is_ioc_transform_source misp.id threatintel.indicator.description threatintel.indicator.domain
      threatintel.indicator.email.address threatintel.indicator.file.hash.md5 threatintel.indicator.file.hash.sha1
      threatintel.indicator.file.hash.sha256 threatintel.indicator.file.hash.sha512 threatintel.indicator.file.hash.ssdeep
      threatintel.indicator.file.hash.tlsh threatintel.indicator.file.pe.imphash threatintel.indicator.matched.atomic
      threatintel.indicator.matched.field threatintel.indicator.matched.type threatintel.indicator.provider
      threatintel.indicator.registry.key threatintel.indicator.registry.path threatintel.indicator.registry.value
      threatintel.indicator.type threatintel.indicator.url.domain threatintel.indicator.url.extension threatintel.indicator.url.full
      threatintel.indicator.url.original threatintel.indicator.url.path threatintel.indicator.url.scheme
    `,
    long: "threatintel.indicator.file.size threatintel.indicator.port",
    date: "threat.indicator.expires_at threatintel.indicator.first_seen threatintel.indicator.last_seen",
    ip: "threatintel.indicator.ip",
  },
  families: {
    unknown: "abusech anomali cybersixgill misp otx recordedfuture threatintel ti_abusech ti_anomali ti_misp ti_otx",
  },
};
