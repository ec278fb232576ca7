import type { Overlay } from "../overlay.ts";

/** The Kubernetes audit log and container metadata; request and response objects keep the shape of the resource. */
export const KUBERNETES: Overlay = {
  title: "Kubernetes",
  fields: {
    keyword: `
      kubernetes.audit.apiVersion kubernetes.audit.auditID kubernetes.audit.impersonatedUser.groups
      kubernetes.audit.impersonatedUser.username kubernetes.audit.kind kubernetes.audit.level kubernetes.audit.objectRef.apiGroup
      kubernetes.audit.objectRef.apiVersion kubernetes.audit.objectRef.name kubernetes.audit.objectRef.namespace
      kubernetes.audit.objectRef.resource kubernetes.audit.objectRef.serviceAccountName kubernetes.audit.objectRef.subresource
      kubernetes.audit.objectRef.uid kubernetes.audit.requestObject.roleRef.kind kubernetes.audit.requestObject.roleRef.name
      kubernetes.audit.requestObject.rules.resources kubernetes.audit.requestObject.rules.verb kubernetes.audit.requestObject.rules.verbs
      kubernetes.audit.requestObject.spec.containers.command kubernetes.audit.requestObject.spec.containers.image
      kubernetes.audit.requestObject.spec.containers.securityContext.capabilities.add
      kubernetes.audit.requestObject.spec.serviceAccountName kubernetes.audit.requestObject.spec.type
      kubernetes.audit.requestObject.spec.volumes.hostPath.path kubernetes.audit.requestURI kubernetes.audit.responseStatus.message
      kubernetes.audit.responseStatus.reason kubernetes.audit.responseStatus.status kubernetes.audit.sourceIPs kubernetes.audit.stage
      kubernetes.audit.user.groups kubernetes.audit.user.uid kubernetes.audit.user.username kubernetes.audit.userAgent
      kubernetes.audit.verb kubernetes.container.image kubernetes.container.name kubernetes.cronjob.name kubernetes.daemonset.name
      kubernetes.deployment.name kubernetes.job.name kubernetes.namespace kubernetes.node.hostname kubernetes.node.name kubernetes.node.uid
      kubernetes.pod.ip kubernetes.pod.name kubernetes.pod.uid kubernetes.replicaset.name kubernetes.statefulset.name
    `,
    long: `
      kubernetes.audit.requestObject.spec.containers.securityContext.runAsUser
      kubernetes.audit.requestObject.spec.securityContext.runAsUser kubernetes.audit.responseStatus.code
    `,
    boolean: `
      kubernetes.audit.requestObject.spec.containers.securityContext.allowPrivilegeEscalation
      kubernetes.audit.requestObject.spec.containers.securityContext.privileged kubernetes.audit.requestObject.spec.hostIPC
      kubernetes.audit.requestObject.spec.hostNetwork kubernetes.audit.requestObject.spec.hostPID
    `,
  },
  families: {
    keyword: "kubernetes.audit.annotations kubernetes.audit.user.extra",
    unknown: "kubernetes kubernetes.audit",
  },
};
