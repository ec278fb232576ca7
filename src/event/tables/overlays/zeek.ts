import type { Overlay } from "../overlay.ts";

/** Zeek logs, one object for each log. */
export const ZEEK: Overlay = {
  title: "Zeek",
  fields: {
    keyword: `
      zeek.connection.history zeek.connection.state zeek.connection.state_message zeek.dce_rpc.endpoint zeek.dce_rpc.named_pipe
      zeek.dce_rpc.operation zeek.dns.qtype_name zeek.dns.query zeek.dns.rcode_name zeek.files.filename zeek.files.mime_type
      zeek.http.client_header_names zeek.http.orig_fuids zeek.http.password zeek.http.resp_fuids zeek.http.server_header_names
      zeek.http.tags zeek.kerberos.client zeek.kerberos.service zeek.notice.msg zeek.notice.note zeek.rdp.cookie zeek.rdp.result
      zeek.session_id zeek.smb_files.action zeek.smb_files.name zeek.smb_files.path zeek.smb_mapping.path zeek.ssh.client zeek.ssh.server
      zeek.ssl.cipher zeek.ssl.server.name zeek.ssl.version
    `,
  },
  families: {
    unknown: "zeek",
  },
};
