import type { Overlay } from "../overlay.ts";

/** Host logs and metrics of the System integration, Filebeat and Metricbeat, and Auditbeat's system module. */
export const SYSTEM: Overlay = {
  title: "System integration and Auditbeat system module",
  fields: {
    keyword: `
      event.origin process.hash.blake2b_256 process.hash.blake2b_384 process.hash.blake2b_512 process.hash.sha224 process.hash.sha3_224
      process.hash.sha3_256 process.hash.sha3_384 process.hash.sha3_512 process.hash.sha512_224 process.hash.sha512_256 process.hash.xxh64
      system.auth.ssh.event system.auth.ssh.method system.auth.ssh.signature system.auth.sudo.command system.auth.sudo.error
      system.auth.sudo.pwd system.auth.sudo.tty system.auth.sudo.user system.auth.useradd.home system.auth.useradd.shell
      system.host.architecture system.host.hostname system.host.id system.host.mac system.host.os.codename system.host.os.family
      system.host.os.kernel system.host.os.name system.host.os.platform system.host.os.type system.host.os.version
      system.host.timezone.name system.package.arch system.package.entity_id system.package.license system.package.name
      system.package.release system.package.summary system.package.url system.package.version system.user.dir system.user.gid
      system.user.group.name system.user.name system.user.password.type system.user.shell system.user.uid system.user.user_information
      user.entity_id user.terminal
    `,
    long: `
      system.host.timezone.offset.sec system.host.uptime system.package.size system.process.memory.rss.bytes system.process.memory.size
    `,
    integer: "system.user.group.gid",
    double: `
      system.cpu.total.norm.pct system.cpu.total.pct system.memory.used.pct system.process.cpu.total.norm.pct system.process.cpu.total.pct
    `,
    boolean: "system.host.containerized",
    date: "system.host.boottime system.package.installtime system.user.password.last_changed",
    ip: "system.auth.ssh.dropped_ip system.host.ip",
  },
  families: {
    unknown: "system",
  },
};
