import type { Overlay } from "../overlay.ts";

/** Network devices and sensors whose vendors have fields of their own. */
export const NETWORK_DEVICES: Overlay = {
  title: "Firewalls, proxies and sensors",
  fields: {
    keyword: `
      fortinet.firewall.action fortinet.firewall.appcat fortinet.firewall.apps fortinet.firewall.attack fortinet.firewall.cfgattr
      fortinet.firewall.cfgobj fortinet.firewall.cfgpath fortinet.firewall.cfgtid fortinet.firewall.level fortinet.firewall.logdesc
      fortinet.firewall.method fortinet.firewall.policytype fortinet.firewall.profile fortinet.firewall.sessionid fortinet.firewall.status
      fortinet.firewall.subtype fortinet.firewall.type fortinet.firewall.ui fortinet.firewall.user fortinet.firewall.vd panw.panos.action
      panw.panos.actionflags panw.panos.attempted_gateways panw.panos.auth_method panw.panos.client_os panw.panos.client_os_ver
      panw.panos.client_ver panw.panos.connect_method panw.panos.datasource panw.panos.datasourcename panw.panos.datasourcetype
      panw.panos.description panw.panos.destination.interface panw.panos.destination.zone panw.panos.device_group_hierarchy.level_1
      panw.panos.device_group_hierarchy.level_2 panw.panos.device_group_hierarchy.level_3 panw.panos.device_group_hierarchy.level_4
      panw.panos.endreason panw.panos.error panw.panos.factortype panw.panos.file.hash panw.panos.flow_id panw.panos.gateway
      panw.panos.matchname panw.panos.matchtype panw.panos.network.nat.community_id panw.panos.network.pcap_id panw.panos.priority
      panw.panos.response_time panw.panos.ruleset panw.panos.selection_type panw.panos.serial_number panw.panos.source.interface
      panw.panos.source.zone panw.panos.stage panw.panos.sub_type panw.panos.threat.id panw.panos.threat.name panw.panos.threat.resource
      panw.panos.tunnel_type panw.panos.type panw.panos.ugflags panw.panos.url.category panw.panos.virtual_sys panw.panos.vsys_id
      panw.panos.vsys_name santa.action santa.certificate.common_name santa.certificate.sha256 santa.decision santa.disk.bsdname
      santa.disk.bus santa.disk.fs santa.disk.model santa.disk.mount santa.disk.serial santa.disk.volume santa.mode santa.reason
    `,
    long: "panw.panos.destination.nat.port panw.panos.sequence_number panw.panos.source.nat.port",
    integer: "panw.panos.error_code panw.panos.factorno panw.panos.repeatcnt panw.panos.timeout",
    date: "panw.panos.factorcompletiontime",
    ip: "fortinet.firewall.assignip fortinet.firewall.tranip panw.panos.destination.nat.ip panw.panos.source.nat.ip",
  },
  families: {
    unknown: `
      apache arista barracuda bitdefender carbon_black_cloud carbonblack_edr cef checkpoint cisco cisco_asa cisco_duo cisco_ftd cisco_ios
      cisco_ise cisco_meraki cisco_secure_email_gateway cisco_secure_endpoint cisco_umbrella citrix_adc citrix_waf coredns corelight
      cybereason envoyproxy eset_protect f5 f5_bigip fortinet haproxy iis infoblox_bloxone_ddi infoblox_nios iptables ivanti juniper
      netflow nginx panw panw_cortex_xdr pfsense pulse_secure santa snort sonicwall sonicwall_firewall sophos sophos_central squid
      stormshield suricata symantec_endpoint ti_util traefik trellix_edr_cloud trellix_epo_cloud trend_micro_vision_one trendmicro
      watchguard_firebox withsecure_elements
    `,
  },
};
