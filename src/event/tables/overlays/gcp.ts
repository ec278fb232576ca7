import type { Overlay } from "../overlay.ts";

/** Google Cloud audit, firewall and flow logs; requests and responses keep the shape of the service that was called. */
export const GCP: Overlay = {
  title: "Google Cloud",
  fields: {
    keyword: `
      gcp.audit.authentication_info.authority_selector gcp.audit.authentication_info.principal_email
      gcp.audit.authorization_info.permission gcp.audit.authorization_info.resource_attributes.name
      gcp.audit.authorization_info.resource_attributes.service gcp.audit.authorization_info.resource_attributes.type gcp.audit.method_name
      gcp.audit.request.filter gcp.audit.request.kind gcp.audit.request.metadata.name gcp.audit.request.metadata.namespace
      gcp.audit.request.metadata.ownerReferences.kind gcp.audit.request.name gcp.audit.request.proto_name gcp.audit.request.resource_name
      gcp.audit.request.rules.resources gcp.audit.request.rules.verbs gcp.audit.request.spec.containers.image
      gcp.audit.request.spec.containers.securityContext.capabilities.add gcp.audit.request.spec.request
      gcp.audit.request.spec.serviceAccountName gcp.audit.request.spec.signerName gcp.audit.request.spec.type
      gcp.audit.request.spec.volumes.hostPath.path gcp.audit.request.subjects.kind gcp.audit.request_metadata.caller_supplied_user_agent
      gcp.audit.resource_location.current_locations gcp.audit.resource_name gcp.audit.response.details.group
      gcp.audit.response.details.kind gcp.audit.response.details.name gcp.audit.response.details.uid gcp.audit.response.proto_name
      gcp.audit.response.rules.resources gcp.audit.response.rules.verbs gcp.audit.response.status
      gcp.audit.service_data.policy_delta.binding_deltas.action gcp.audit.service_data.policy_delta.binding_deltas.member
      gcp.audit.service_data.policy_delta.binding_deltas.role gcp.audit.service_name gcp.audit.status.message gcp.audit.type
      gcp.destination.instance.project_id gcp.destination.instance.region gcp.destination.instance.zone gcp.destination.vpc.project_id
      gcp.destination.vpc.subnetwork_name gcp.destination.vpc.vpc_name gcp.firewall.rule_details.action
      gcp.firewall.rule_details.destination_range gcp.firewall.rule_details.direction gcp.firewall.rule_details.ip_port_info
      gcp.firewall.rule_details.reference gcp.firewall.rule_details.source_range gcp.firewall.rule_details.source_service_account
      gcp.firewall.rule_details.source_tag gcp.firewall.rule_details.target_service_account gcp.firewall.rule_details.target_tag
      gcp.source.instance.project_id gcp.source.instance.region gcp.source.instance.zone gcp.source.vpc.project_id
      gcp.source.vpc.subnetwork_name gcp.source.vpc.vpc_name gcp.vpcflow.reporter
    `,
    long: "gcp.audit.num_response_items gcp.firewall.rule_details.priority gcp.vpcflow.rtt.ms",
    integer: "gcp.audit.status.code",
    boolean: `
      gcp.audit.authorization_info.granted gcp.audit.request.spec.containers.securityContext.allowPrivilegeEscalation
      gcp.audit.request.spec.containers.securityContext.privileged gcp.audit.request.spec.hostIPC gcp.audit.request.spec.hostNetwork
      gcp.audit.request.spec.hostPID
    `,
    ip: "gcp.audit.request_metadata.caller_ip",
    flattened: "gcp.audit.flattened",
    nested: "gcp.audit.service_data.policy_delta.binding_deltas",
  },
  families: {
    keyword: "gcp.audit.labels",
    unknown: "gcp gcp_vertexai googlecloud",
  },
};
