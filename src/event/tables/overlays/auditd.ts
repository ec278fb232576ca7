import type { Overlay } from "../overlay.ts";

/** Linux audit records by Auditbeat and the Auditd Manager integration; system call arguments are hexadecimal texts. */
export const AUDITD: Overlay = {
  title: "Auditd Manager integration, Auditbeat",
  fields: {
    keyword: `
      auditd.data.a0 auditd.data.a1 auditd.data.a2 auditd.data.a3 auditd.data.acct auditd.data.acl auditd.data.action auditd.data.added
      auditd.data.addr auditd.data.apparmor auditd.data.arch auditd.data.argc auditd.data.audit_backlog_limit
      auditd.data.audit_backlog_wait_time auditd.data.audit_enabled auditd.data.audit_failure auditd.data.banners auditd.data.bool
      auditd.data.bus auditd.data.cap_fe auditd.data.cap_fi auditd.data.cap_fp auditd.data.cap_fver auditd.data.cap_pe auditd.data.cap_pi
      auditd.data.cap_pp auditd.data.capability auditd.data.cgroup auditd.data.changed auditd.data.cipher auditd.data.class auditd.data.cmd
      auditd.data.code auditd.data.compat auditd.data.daddr auditd.data.data auditd.data.default-context auditd.data.device auditd.data.dir
      auditd.data.direction auditd.data.dmac auditd.data.dport auditd.data.enforcing auditd.data.entries auditd.data.exit auditd.data.fam
      auditd.data.family auditd.data.fd auditd.data.fe auditd.data.feature auditd.data.fi auditd.data.file auditd.data.flags
      auditd.data.format auditd.data.fp auditd.data.fver auditd.data.grantors auditd.data.grp auditd.data.hook auditd.data.hostname
      auditd.data.icmp_type auditd.data.id auditd.data.igid auditd.data.img-ctx auditd.data.inif auditd.data.ino auditd.data.inode_gid
      auditd.data.inode_uid auditd.data.invalid_context auditd.data.ioctlcmd auditd.data.ip auditd.data.ipid auditd.data.ipx-net
      auditd.data.items auditd.data.iuid auditd.data.kernel auditd.data.kind auditd.data.ksize auditd.data.laddr auditd.data.len
      auditd.data.list auditd.data.lport auditd.data.mac auditd.data.macproto auditd.data.maj auditd.data.major auditd.data.minor
      auditd.data.model auditd.data.msg auditd.data.nargs auditd.data.net auditd.data.new auditd.data.new-chardev auditd.data.new-disk
      auditd.data.new-enabled auditd.data.new-fs auditd.data.new-level auditd.data.new-log_passwd auditd.data.new-mem auditd.data.new-net
      auditd.data.new-range auditd.data.new-rng auditd.data.new-role auditd.data.new-seuser auditd.data.new-vcpu auditd.data.new_gid
      auditd.data.new_lock auditd.data.new_pe auditd.data.new_pi auditd.data.new_pp auditd.data.nlnk-fam auditd.data.nlnk-grp
      auditd.data.nlnk-pid auditd.data.oauid auditd.data.obj auditd.data.obj_gid auditd.data.obj_uid auditd.data.ocomm auditd.data.oflag
      auditd.data.old auditd.data.old-auid auditd.data.old-chardev auditd.data.old-disk auditd.data.old-enabled auditd.data.old-fs
      auditd.data.old-level auditd.data.old-log_passwd auditd.data.old-mem auditd.data.old-net auditd.data.old-range auditd.data.old-rng
      auditd.data.old-role auditd.data.old-ses auditd.data.old-seuser auditd.data.old-vcpu auditd.data.old_enforcing auditd.data.old_lock
      auditd.data.old_pe auditd.data.old_pi auditd.data.old_pp auditd.data.old_prom auditd.data.old_val auditd.data.op auditd.data.opid
      auditd.data.oses auditd.data.outif auditd.data.parent auditd.data.per auditd.data.perm auditd.data.perm_mask auditd.data.permissive
      auditd.data.pfs auditd.data.printer auditd.data.prom auditd.data.proto auditd.data.qbytes auditd.data.range auditd.data.reason
      auditd.data.removed auditd.data.res auditd.data.resrc auditd.data.rport auditd.data.sauid auditd.data.scontext
      auditd.data.selected-context auditd.data.seperm auditd.data.seperms auditd.data.seqno auditd.data.seresult auditd.data.ses
      auditd.data.seuser auditd.data.sig auditd.data.sigev_signo auditd.data.smac auditd.data.socket.addr auditd.data.socket.family
      auditd.data.socket.path auditd.data.socket.port auditd.data.socket.saddr auditd.data.spid auditd.data.sport auditd.data.state
      auditd.data.subj auditd.data.success auditd.data.syscall auditd.data.table auditd.data.tclass auditd.data.tcontext
      auditd.data.terminal auditd.data.tty auditd.data.unit auditd.data.uri auditd.data.uuid auditd.data.val auditd.data.ver
      auditd.data.virt auditd.data.vm auditd.data.vm-ctx auditd.data.vm-pid auditd.data.watch auditd.message_type auditd.messages
      auditd.paths.dev auditd.paths.inode auditd.paths.item auditd.paths.mode auditd.paths.name auditd.paths.nametype
      auditd.paths.obj_domain auditd.paths.obj_level auditd.paths.obj_role auditd.paths.obj_user auditd.paths.objtype auditd.paths.ogid
      auditd.paths.ouid auditd.paths.rdev auditd.result auditd.session auditd.summary.actor.primary auditd.summary.actor.secondary
      auditd.summary.how auditd.summary.object.primary auditd.summary.object.secondary auditd.summary.object.type auditd.user.audit.id
      auditd.user.audit.name auditd.warnings user.audit.group.id user.audit.group.name user.audit.id user.audit.name
      user.filesystem.group.id user.filesystem.group.name user.filesystem.id user.filesystem.name user.owner.group.id user.owner.group.name
      user.owner.id user.owner.name user.saved.group.id user.saved.group.name user.saved.id user.saved.name user.selinux.category
      user.selinux.domain user.selinux.level user.selinux.role user.selinux.user user.terminal
    `,
    long: "auditd.sequence",
  },
  families: {
    keyword: "auditd.data auditd.paths auditd.summary auditd.user",
    unknown: "auditd auditd.log",
  },
};
