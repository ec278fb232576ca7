import type { Overlay } from "../overlay.ts";

/** Alert documents of Elastic Security. The older `signal.*` names are aliases there. */
export const ALERTS: Overlay = {
  title: "Detection alerts",
  fields: {
    keyword: `
      host.asset.criticality host.risk.calculated_level kibana.alert.action_group kibana.alert.ancestors.id kibana.alert.ancestors.index
      kibana.alert.ancestors.rule kibana.alert.ancestors.type kibana.alert.building_block_type kibana.alert.group.id
      kibana.alert.host.criticality_level kibana.alert.instance.id kibana.alert.new_terms kibana.alert.original_data_stream.dataset
      kibana.alert.original_data_stream.namespace kibana.alert.original_data_stream.type kibana.alert.original_event.action
      kibana.alert.original_event.agent_id_status kibana.alert.original_event.category kibana.alert.original_event.code
      kibana.alert.original_event.dataset kibana.alert.original_event.hash kibana.alert.original_event.id kibana.alert.original_event.kind
      kibana.alert.original_event.module kibana.alert.original_event.original kibana.alert.original_event.outcome
      kibana.alert.original_event.provider kibana.alert.original_event.reason kibana.alert.original_event.reference
      kibana.alert.original_event.timezone kibana.alert.original_event.type kibana.alert.original_event.url kibana.alert.rule.author
      kibana.alert.rule.building_block_type kibana.alert.rule.category kibana.alert.rule.consumer kibana.alert.rule.created_by
      kibana.alert.rule.description kibana.alert.rule.enabled kibana.alert.rule.exceptions_list.id kibana.alert.rule.execution.type
      kibana.alert.rule.execution.uuid kibana.alert.rule.false_positives kibana.alert.rule.from kibana.alert.rule.immutable
      kibana.alert.rule.index kibana.alert.rule.interval kibana.alert.rule.license kibana.alert.rule.name kibana.alert.rule.namespace
      kibana.alert.rule.note kibana.alert.rule.producer kibana.alert.rule.references kibana.alert.rule.risk_score_mapping.field
      kibana.alert.rule.rule_id kibana.alert.rule.rule_name_override kibana.alert.rule.rule_type_id kibana.alert.rule.severity
      kibana.alert.rule.severity_mapping.field kibana.alert.rule.severity_mapping.value kibana.alert.rule.tags
      kibana.alert.rule.threat.framework kibana.alert.rule.threat.tactic.id kibana.alert.rule.threat.tactic.name
      kibana.alert.rule.threat.tactic.reference kibana.alert.rule.threat.technique.id kibana.alert.rule.threat.technique.name
      kibana.alert.rule.threat.technique.reference kibana.alert.rule.threat.technique.subtechnique.id
      kibana.alert.rule.threat.technique.subtechnique.name kibana.alert.rule.threat.technique.subtechnique.reference
      kibana.alert.rule.timeline_id kibana.alert.rule.timeline_title kibana.alert.rule.timestamp_override kibana.alert.rule.to
      kibana.alert.rule.type kibana.alert.rule.updated_by kibana.alert.rule.uuid kibana.alert.rule.version kibana.alert.severity
      kibana.alert.status kibana.alert.suppression.terms.field kibana.alert.suppression.terms.value kibana.alert.system_status
      kibana.alert.threshold_result.cardinality.field kibana.alert.threshold_result.terms.field kibana.alert.threshold_result.terms.value
      kibana.alert.url kibana.alert.user.criticality_level kibana.alert.uuid kibana.alert.workflow_assignee_ids
      kibana.alert.workflow_reason kibana.alert.workflow_status kibana.alert.workflow_tags kibana.alert.workflow_user kibana.space_ids
      service.asset.criticality service.risk.calculated_level signal.ancestors.id signal.group.id signal.parent.id signal.parent.index
      signal.parent.type signal.status user.asset.criticality user.risk.calculated_level
    `,
    match_only_text: "kibana.alert.reason",
    long: `
      kibana.alert.ancestors.depth kibana.alert.depth kibana.alert.duration.us kibana.alert.original_event.duration
      kibana.alert.original_event.sequence kibana.alert.original_event.severity kibana.alert.rule.max_signals kibana.alert.rule.revision
      kibana.alert.suppression.docs_count kibana.alert.threshold_result.cardinality.value kibana.alert.threshold_result.count signal.depth
    `,
    integer: "kibana.alert.group.index",
    double: "kibana.alert.original_event.risk_score kibana.alert.rule.risk_score",
    float: `
      host.risk.calculated_score_norm kibana.alert.risk_score service.risk.calculated_score_norm user.risk.calculated_score_norm
    `,
    boolean: "kibana.alert.flapping kibana.alert.rule.exceptions_used",
    date: `
      kibana.alert.end kibana.alert.intended_timestamp kibana.alert.last_detected kibana.alert.original_event.created
      kibana.alert.original_event.end kibana.alert.original_event.ingested kibana.alert.original_event.start kibana.alert.original_time
      kibana.alert.rule.created_at kibana.alert.rule.execution.timestamp kibana.alert.rule.updated_at kibana.alert.start
      kibana.alert.suppression.end kibana.alert.suppression.start kibana.alert.threshold_result.from kibana.alert.time_range
      kibana.alert.workflow_status_updated_at signal.original_time
    `,
    version: "kibana.version",
    flattened: "kibana.alert.rule.parameters",
  },
  families: {
    unknown: "Esql Esql_priv kibana kibana.alert signal",
  },
  aliases: {
    "signal.rule.name": "kibana.alert.rule.name",
    "signal.rule.rule_id": "kibana.alert.rule.rule_id",
    "signal.rule.tags": "kibana.alert.rule.tags",
    "signal.rule.type": "kibana.alert.rule.type",
    "signal.rule.severity": "kibana.alert.rule.severity",
    "signal.rule.threat.framework": "kibana.alert.rule.threat.framework",
    "signal.rule.threat.tactic.id": "kibana.alert.rule.threat.tactic.id",
    "signal.rule.threat.tactic.name": "kibana.alert.rule.threat.tactic.name",
    "signal.rule.threat.technique.id": "kibana.alert.rule.threat.technique.id",
    "signal.rule.threat.technique.name": "kibana.alert.rule.threat.technique.name",
    "signal.rule.threat.technique.subtechnique.id": "kibana.alert.rule.threat.technique.subtechnique.id",
    "signal.rule.threat.technique.subtechnique.name": "kibana.alert.rule.threat.technique.subtechnique.name",
    "signal.rule.description": "kibana.alert.rule.description",
    "signal.rule.version": "kibana.alert.rule.version",
    "signal.rule.author": "kibana.alert.rule.author",
    "signal.reason": "kibana.alert.reason",
    "signal.rule.id": "kibana.alert.rule.uuid",
    "signal.rule.risk_score": "kibana.alert.risk_score",
  },
};
