import type { JsonObject } from "../../src/event/json.ts";

/** A raw record of our own making, whose it is, and a public rule that it must ring (a path below `rules/`). */
export interface RawRecord {
  readonly integration: string;
  readonly record: JsonObject;
  readonly dataset: string;
  readonly rule?: string;
}

const GUID = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

/** One audit event as the input format hands it over. */
const execve = (...args: readonly string[]): JsonObject => ({
  audit_lines: [
    `type=SYSCALL msg=audit(1714557600.120:411): arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 items=2 ppid=900 pid=901 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=4 comm="${args[0]}" exe="/usr/bin/${args[0]}" key="exec"`,
    `type=EXECVE msg=audit(1714557600.120:411): argc=${args.length} ${args.map((arg, i) => `a${i}="${arg}"`).join(" ")}`,
    "type=EOE msg=audit(1714557600.120:411): ",
  ],
});

export const RAW_RECORDS: readonly RawRecord[] = [
  {
    integration: "auditd",
    dataset: "auditd_manager.auditd",
    record: execve("setfacl", "-b", "/etc/audit"),
  },
  {
    integration: "auditd",
    dataset: "auditd_manager.auditd",
    record: execve("dmesg", "-c"),
    rule: "linux/defense_evasion_clear_kernel_ring_buffer.toml",
  },
  {
    integration: "auditd",
    dataset: "auditd_manager.auditd",
    record: execve("journalctl", "--vacuum-time=1s"),
    rule: "linux/defense_evasion_journalctl_clear_logs.toml",
  },
  {
    integration: "cloudtrail",
    dataset: "aws.cloudtrail",
    record: {
      eventVersion: "1.09",
      userIdentity: {
        type: "IAMUser",
        principalId: "AIDAEXAMPLE",
        arn: "arn:aws:iam::111122223333:user/mo",
        accountId: "111122223333",
        userName: "mo",
      },
      eventTime: "2024-05-01T10:00:00Z",
      eventSource: "ec2.amazonaws.com",
      eventName: "DeleteFlowLogs",
      awsRegion: "eu-central-1",
      sourceIPAddress: "192.0.2.44",
      userAgent: "aws-cli/2.15",
      requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: "fl-0123456789abcdef0" } } },
      responseElements: null,
      eventID: GUID,
      eventType: "AwsApiCall",
      recipientAccountId: "111122223333",
    },
    rule: "integrations/aws/defense_evasion_ec2_flow_log_deletion.toml",
  },
  {
    integration: "zeek",
    dataset: "zeek.connection",
    record: {
      _path: "conn",
      ts: 1_714_557_600.25,
      uid: "CexampleUid1",
      "id.orig_h": "10.1.2.3",
      "id.orig_p": 50_123,
      "id.resp_h": "8.8.4.4",
      "id.resp_p": 26,
      proto: "tcp",
      conn_state: "SF",
    },
    rule: "network/command_and_control_smtp_to_the_internet_port_26.toml",
  },
  {
    integration: "suricata",
    dataset: "suricata.eve",
    record: {
      timestamp: "2024-05-01T10:00:00.123456+0000",
      flow_id: 1_234_567_890_123,
      event_type: "alert",
      src_ip: "192.0.2.9",
      src_port: 40_000,
      dest_ip: "10.0.0.5",
      dest_port: 80,
      proto: "TCP",
      alert: {
        action: "allowed",
        signature_id: 9_000_001,
        signature: "EXAMPLE CVE-2025-55182 attempt",
        category: "Attempted Administrator Privilege Gain",
        severity: 1,
      },
    },
    rule: "network/initial_access_react_server_rce_network_alerts.toml",
  },
  {
    integration: "okta",
    dataset: "okta.system",
    record: {
      uuid: GUID,
      published: "2024-05-01T10:00:00.000Z",
      eventType: "application.lifecycle.deactivate",
      version: "0",
      severity: "INFO",
      displayMessage: "Deactivate application",
      actor: { id: "00u1", type: "User", alternateId: "ada@corp.example", displayName: "Ada" },
      client: {
        ipAddress: "192.0.2.5",
        userAgent: { rawUserAgent: "curl/8", os: "Linux", browser: "UNKNOWN" },
        zone: "null",
        device: "Computer",
      },
      outcome: { result: "SUCCESS", reason: null },
      target: [{ id: "0oa1", type: "AppInstance", alternateId: "Wiki", displayName: "Wiki" }],
      debugContext: {
        debugData: {
          requestUri: "/admin",
          risk: "{level=HIGH, reasons=New IP, unknown device}",
          behaviors: "{New IP=POSITIVE, New City=NEGATIVE}",
        },
      },
    },
    rule: "integrations/okta/impact_okta_attempt_to_deactivate_okta_application.toml",
  },
  {
    integration: "azure-activity",
    dataset: "azure.activitylogs",
    record: {
      time: "2024-05-01T10:00:00.000Z",
      resourceId: `/SUBSCRIPTIONS/${GUID}/RESOURCEGROUPS/NET/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NW-1`,
      operationName: "MICROSOFT.NETWORK/NETWORKWATCHERS/DELETE",
      category: "Administrative",
      resultType: "Success",
      correlationId: GUID,
      callerIpAddress: "192.0.2.6",
      identity: {
        authorization: { scope: "/", action: "x", evidence: { role: "Owner", principalType: "User" } },
        claims: { "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name": "ada@corp.example", name: "Ada" },
      },
    },
    rule: "integrations/azure/defense_evasion_network_watcher_deletion.toml",
  },
  {
    integration: "azure-audit",
    dataset: "azure.auditlogs",
    record: {
      time: "2024-05-01T10:00:00.000Z",
      resourceId: `/tenants/${GUID}/providers/Microsoft.aadiam`,
      operationName: "Update user",
      category: "AuditLogs",
      tenantId: GUID,
      properties: {
        id: "Directory_1",
        result: "success",
        activityDisplayName: "Update user",
        initiatedBy: { user: { id: GUID, userPrincipalName: "ada@corp.example", ipAddress: "192.0.2.6" } },
        targetResources: [
          {
            id: GUID,
            type: "User",
            userPrincipalName: "bo@corp.example",
            modifiedProperties: [{ displayName: "UserType", oldValue: '["Guest"]', newValue: '["Member"]' }],
          },
        ],
      },
    },
    rule: "integrations/azure/persistence_entra_id_guest_account_promoted_to_member.toml",
  },
  {
    integration: "azure-signin",
    dataset: "azure.signinlogs",
    record: {
      time: "2024-05-01T10:00:00.000Z",
      resourceId: `/tenants/${GUID}/providers/Microsoft.aadiam`,
      operationName: "Sign-in activity",
      category: "SignInLogs",
      callerIpAddress: "192.0.2.8",
      properties: {
        userPrincipalName: "ada@corp.example",
        userId: GUID,
        appId: GUID,
        appDisplayName: "Portal",
        riskLevelDuringSignIn: "high",
        riskState: "atRisk",
        status: { errorCode: 0 },
      },
    },
    rule: "integrations/azure/initial_access_entra_id_high_risk_signin.toml",
  },
  {
    integration: "azure-graph-activity",
    dataset: "azure.graphactivitylogs",
    record: {
      time: "2024-05-01T10:00:00.000Z",
      category: "MicrosoftGraphActivityLogs",
      operationName: "Microsoft Graph Activity",
      properties: {
        requestMethod: "GET",
        requestUri: "https://graph.microsoft.com/v1.0/users?$top=5",
        responseStatusCode: 200,
        userAgent: "python-requests",
        appId: GUID,
      },
    },
  },
  {
    integration: "m365",
    dataset: "o365.audit",
    record: {
      CreationTime: "2024-05-01T10:00:00",
      Id: GUID,
      Operation: "New-InboxRule",
      OrganizationId: GUID,
      RecordType: 1,
      ResultStatus: "True",
      Workload: "Exchange",
      UserId: "ada@corp.example",
      ClientIP: "192.0.2.7:51234",
      Parameters: [
        { Name: "ForwardTo", Value: "eve@elsewhere.example" },
        { Name: "Name", Value: "." },
      ],
    },
    rule: "integrations/o365/collection_exchange_new_inbox_rule.toml",
  },
  {
    integration: "google-workspace",
    dataset: "google_workspace.admin",
    record: {
      kind: "admin#reports#activity",
      id: { time: "2024-05-01T10:00:00.000Z", uniqueQualifier: "-1", applicationName: "admin", customerId: "C01" },
      actor: { callerType: "USER", email: "ada@corp.example", profileId: "1" },
      ipAddress: "192.0.2.7",
      events: [{ type: "DOMAIN_SETTINGS", name: "ADD_APPLICATION", parameters: [{ name: "APPLICATION_NAME", value: "Backup" }] }],
    },
    rule: "integrations/google_workspace/persistence_application_added_to_google_workspace_domain.toml",
  },
  {
    integration: "github",
    dataset: "github.audit",
    record: {
      "@timestamp": 1_714_557_600_000,
      created_at: 1_714_557_600_000,
      _document_id: "x1",
      action: "repo.destroy",
      actor: "ada",
      org: "corp",
      repo: "corp/site",
    },
    rule: "integrations/github/impact_github_repository_deleted.toml",
  },
  {
    integration: "kubernetes",
    dataset: "kubernetes.audit_logs",
    record: {
      kind: "Event",
      apiVersion: "audit.k8s.io/v1",
      level: "RequestResponse",
      auditID: GUID,
      stage: "ResponseComplete",
      requestURI: "/api/v1/namespaces/default/pods",
      verb: "create",
      user: { username: "ada", groups: ["system:authenticated"] },
      sourceIPs: ["192.0.2.10"],
      objectRef: { resource: "pods", namespace: "default", name: "x", apiVersion: "v1" },
      requestObject: { kind: "Pod", metadata: { name: "x" }, spec: { hostPID: true, containers: [{ image: "busybox", name: "x" }] } },
      stageTimestamp: "2024-05-01T10:00:00.000000Z",
      annotations: { "authorization.k8s.io/decision": "allow" },
    },
    rule: "integrations/kubernetes/privilege_escalation_pod_created_with_hostpid.toml",
  },
  {
    integration: "syslog",
    dataset: "system.auth",
    record: {
      syslog: { timestamp: "2024-05-01T10:00:00Z", hostname: "web1", appname: "useradd", procid: "7" },
      message: "new user: name=bob, UID=1002, GID=1002, home=/home/bob, shell=/bin/sh",
    },
    rule: "linux/persistence_linux_user_account_creation.toml",
  },
  {
    integration: "gcp-audit",
    dataset: "gcp.audit",
    record: {
      logName: "projects/p/logs/cloudaudit.googleapis.com%2Factivity",
      timestamp: "2024-05-01T10:00:00.000Z",
      insertId: "i1",
      resource: { type: "gcs_bucket", labels: { project_id: "p" } },
      protoPayload: {
        "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
        methodName: "storage.buckets.delete",
        serviceName: "storage.googleapis.com",
        resourceName: "projects/_/buckets/b",
        authenticationInfo: { principalEmail: "ada@corp.example" },
        authorizationInfo: [{ permission: "storage.buckets.delete", granted: true }],
        requestMetadata: { callerIp: "192.0.2.11" },
      },
    },
    rule: "integrations/gcp/impact_gcp_storage_bucket_deleted.toml",
  },
];
