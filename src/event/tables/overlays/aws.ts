import type { Overlay } from "../overlay.ts";

/** AWS logs. CloudTrail gives request parameters and response elements twice: as one keyword text and as flattened objects. */
export const AWS: Overlay = {
  title: "AWS",
  fields: {
    keyword: `
      aws.cloudtrail.additional_eventdata aws.cloudtrail.api_version aws.cloudtrail.console_login.additional_eventdata.login_to
      aws.cloudtrail.digest.previous_hash_algorithm aws.cloudtrail.digest.previous_s3_bucket aws.cloudtrail.digest.public_key_fingerprint
      aws.cloudtrail.digest.s3_bucket aws.cloudtrail.digest.s3_object aws.cloudtrail.digest.signature_algorithm aws.cloudtrail.error_code
      aws.cloudtrail.error_message aws.cloudtrail.event_category aws.cloudtrail.event_type aws.cloudtrail.event_version
      aws.cloudtrail.management_event aws.cloudtrail.read_only aws.cloudtrail.recipient_account_id aws.cloudtrail.request_id
      aws.cloudtrail.request_parameters aws.cloudtrail.resources.account_id aws.cloudtrail.resources.arn aws.cloudtrail.resources.type
      aws.cloudtrail.response_elements aws.cloudtrail.service_event_details aws.cloudtrail.session_credential_from_console
      aws.cloudtrail.shared_event_id aws.cloudtrail.tls_details.cipher_suite aws.cloudtrail.tls_details.tls_version
      aws.cloudtrail.user_identity.access_key_id aws.cloudtrail.user_identity.account_id aws.cloudtrail.user_identity.arn
      aws.cloudtrail.user_identity.credential_id aws.cloudtrail.user_identity.invoked_by aws.cloudtrail.user_identity.principal_id
      aws.cloudtrail.user_identity.session_context.mfa_authenticated aws.cloudtrail.user_identity.session_context.session_issuer.account_id
      aws.cloudtrail.user_identity.session_context.session_issuer.arn
      aws.cloudtrail.user_identity.session_context.session_issuer.principal_id
      aws.cloudtrail.user_identity.session_context.session_issuer.type
      aws.cloudtrail.user_identity.session_context.session_issuer.user_name aws.cloudtrail.user_identity.type
      aws.cloudtrail.user_identity.user_name aws.cloudtrail.vpc_endpoint_id aws.ec2.ip_address aws.elb.action_executed
      aws.elb.backend.http.response.status_code aws.elb.backend.ip aws.elb.backend.port aws.elb.chosen_cert.arn aws.elb.chosen_cert.serial
      aws.elb.classification aws.elb.classification_reason aws.elb.error.reason aws.elb.incoming_tls_alert aws.elb.listener
      aws.elb.matched_rule_priority aws.elb.name aws.elb.protocol aws.elb.redirect_url aws.elb.ssl_cipher aws.elb.ssl_protocol
      aws.elb.target_group.arn aws.elb.target_port aws.elb.target_status_code aws.elb.tls_named_group aws.elb.trace_id aws.elb.type
      aws.guardduty.region aws.guardduty.severity.value aws.guardduty.type aws.inspector.severity aws.s3access.authentication_type
      aws.s3access.bucket aws.s3access.bucket_owner aws.s3access.cipher_suite aws.s3access.error_code aws.s3access.host_header
      aws.s3access.host_id aws.s3access.key aws.s3access.operation aws.s3access.referrer aws.s3access.request_id aws.s3access.request_uri
      aws.s3access.requester aws.s3access.signature_version aws.s3access.tls_version aws.s3access.user_agent aws.s3access.version_id
      aws.securityhub_findings.id aws.vpcflow.account_id aws.vpcflow.action aws.vpcflow.instance_id aws.vpcflow.interface_id
      aws.vpcflow.log_status aws.vpcflow.subnet_id aws.vpcflow.tcp_flags aws.vpcflow.tcp_flags_array aws.vpcflow.type aws.vpcflow.version
      aws.vpcflow.vpc_id
    `,
    text: "aws.cloudwatch.message",
    long: `
      aws.elb.connection_time.ms aws.elb.tls_handshake_time.ms aws.s3access.bytes_sent aws.s3access.http_status aws.s3access.object_size
      aws.s3access.total_time aws.s3access.turn_around_time
    `,
    float: "aws.elb.backend_processing_time.sec aws.elb.request_processing_time.sec aws.elb.response_processing_time.sec",
    boolean: `
      aws.cloudtrail.console_login.additional_eventdata.mfa_used aws.cloudtrail.console_login.additional_eventdata.mobile_version
    `,
    date: `
      aws.cloudtrail.digest.end_time aws.cloudtrail.digest.newest_event_time aws.cloudtrail.digest.oldest_event_time
      aws.cloudtrail.digest.start_time aws.cloudtrail.user_identity.session_context.creation_date
    `,
    ip: "aws.s3access.remote_ip aws.vpcflow.pkt_dstaddr aws.vpcflow.pkt_srcaddr",
    flattened: `
      aws.cloudtrail.flattened.additional_eventdata aws.cloudtrail.flattened.request_parameters aws.cloudtrail.flattened.response_elements
      aws.cloudtrail.flattened.service_event_details aws.cloudtrail.insight_details
    `,
    nested: "aws.cloudtrail.digest.log_files",
  },
  families: {
    keyword: "aws.dimensions aws.tags",
    unknown: "aws aws.cloudtrail aws_bedrock aws_bedrock_agentcore",
  },
  text: `
    aws.cloudtrail.additional_eventdata aws.cloudtrail.request_parameters aws.cloudtrail.response_elements
    aws.cloudtrail.service_event_details
  `,
};
