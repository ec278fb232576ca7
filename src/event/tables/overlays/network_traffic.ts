import type { Overlay } from "../overlay.ts";

/** Protocol transactions by Packetbeat, and by the Network Traffic integration, which puts them below `network_traffic`. */
export const NETWORK_TRAFFIC: Overlay = {
  title: "Network Traffic integration, Packetbeat",
  fields: {
    keyword: `
      amqp.app-id amqp.consumer-tag amqp.content-encoding amqp.content-type amqp.correlation-id amqp.delivery-mode amqp.exchange
      amqp.exchange-type amqp.expiration amqp.message-id amqp.queue amqp.reply-text amqp.reply-to amqp.routing-key amqp.timestamp amqp.type
      amqp.user-id dhcpv4.client_mac dhcpv4.flags dhcpv4.hardware_type dhcpv4.op_code dhcpv4.option.boot_file_name
      dhcpv4.option.class_identifier dhcpv4.option.domain_name dhcpv4.option.hostname dhcpv4.option.message_type
      dhcpv4.option.parameter_request_list dhcpv4.server_name dhcpv4.transaction_id dns.additionals.class dns.additionals.data
      dns.additionals.name dns.additionals.type dns.authorities.class dns.authorities.name dns.authorities.type dns.opt.ext_rcode
      dns.opt.version dns.question.etld_plus_one flow.id http.request.headers.authorization http.request.headers.content-type
      http.response.headers.content-type http.response.headers.location http.response.headers.server http.response.status_phrase
      icmp.request.message icmp.response.message icmp.version memcache.protocol_type memcache.request.automove memcache.request.command
      memcache.request.keys memcache.request.line memcache.request.opcode memcache.request.raw_args memcache.request.type
      memcache.request.values memcache.response.command memcache.response.error_msg memcache.response.keys memcache.response.opcode
      memcache.response.stats memcache.response.status memcache.response.type memcache.response.values memcache.response.version
      memcached.request.command method mongodb.cursorId mongodb.error mongodb.fullCollectionName mongodb.query mongodb.returnFieldsSelector
      mongodb.selector mongodb.startingFrom mongodb.update mysql.error_message mysql.insert_id mysql.num_fields mysql.num_rows mysql.query
      network_traffic.icmp.request.message network_traffic.icmp.version network_traffic.memcached.request.command
      network_traffic.memcached.response.command network_traffic.memcached.response.type network_traffic.mongodb.fullCollectionName
      network_traffic.mongodb.method network_traffic.mongodb.query network_traffic.mysql.query network_traffic.nfs.opcode
      network_traffic.nfs.rpc.auth_flavor network_traffic.nfs.status network_traffic.pgsql.error_message network_traffic.pgsql.query
      network_traffic.redis.error network_traffic.redis.method network_traffic.redis.query network_traffic.sip.code
      network_traffic.sip.method network_traffic.status network_traffic.thrift.method network_traffic.thrift.service network_traffic.type
      nfs.opcode nfs.status nfs.tag params path pgsql.error_message pgsql.error_severity pgsql.num_fields pgsql.num_rows query redis.error
      redis.return_value request resource response rpc.auth_flavor rpc.cred.gids rpc.cred.machinename rpc.status rpc.xid sip.accept
      sip.allow sip.auth.realm sip.auth.scheme sip.auth.uri.host sip.auth.uri.original sip.auth.uri.port sip.auth.uri.scheme sip.call_id
      sip.code sip.contact.display_info sip.contact.expires sip.contact.line sip.contact.q sip.contact.transport sip.contact.uri.host
      sip.contact.uri.original sip.contact.uri.port sip.contact.uri.scheme sip.contact.uri.username sip.content_type sip.cseq.code
      sip.cseq.method sip.from.display_info sip.from.tag sip.from.uri.host sip.from.uri.original sip.from.uri.port sip.from.uri.scheme
      sip.from.uri.username sip.method sip.private.uri.host sip.private.uri.original sip.private.uri.port sip.private.uri.scheme
      sip.private.uri.username sip.sdp.body.original sip.sdp.connection.address sip.sdp.connection.info sip.sdp.owner.session_id
      sip.sdp.owner.username sip.sdp.owner.version sip.sdp.session.name sip.sdp.version sip.status sip.supported sip.to.display_info
      sip.to.tag sip.to.uri.host sip.to.uri.original sip.to.uri.port sip.to.uri.scheme sip.to.uri.username sip.type sip.uri.host
      sip.uri.original sip.uri.port sip.uri.scheme sip.uri.username sip.user_agent.original sip.version sip.via.original status
      thrift.exceptions thrift.params thrift.return_value thrift.service tls.detailed.alert_types tls.detailed.client_certificate_chain
      tls.detailed.client_hello.extensions._unparsed_ tls.detailed.client_hello.extensions.application_layer_protocol_negotiation
      tls.detailed.client_hello.extensions.ec_points_formats tls.detailed.client_hello.extensions.server_name_indication
      tls.detailed.client_hello.extensions.session_ticket tls.detailed.client_hello.extensions.signature_algorithms
      tls.detailed.client_hello.extensions.status_request.type tls.detailed.client_hello.extensions.supported_groups
      tls.detailed.client_hello.extensions.supported_versions tls.detailed.client_hello.random tls.detailed.client_hello.session_id
      tls.detailed.client_hello.supported_compression_methods tls.detailed.client_hello.version tls.detailed.ocsp_response
      tls.detailed.resumption_method tls.detailed.server_certificate_chain tls.detailed.server_hello.extensions._unparsed_
      tls.detailed.server_hello.extensions.application_layer_protocol_negotiation tls.detailed.server_hello.extensions.ec_points_formats
      tls.detailed.server_hello.extensions.session_ticket tls.detailed.server_hello.extensions.supported_versions
      tls.detailed.server_hello.random tls.detailed.server_hello.selected_compression_method tls.detailed.server_hello.session_id
      tls.detailed.server_hello.version tls.detailed.version type
    `,
    text: "dhcpv4.option.message",
    long: `
      amqp.class-id amqp.consumer-count amqp.delivery-tag amqp.message-count amqp.method-id amqp.priority amqp.reply-code dhcpv4.hops
      dhcpv4.option.ip_address_lease_time_sec dhcpv4.option.max_dhcp_message_size dhcpv4.option.rebinding_time_sec
      dhcpv4.option.renewal_time_sec dhcpv4.option.utc_time_offset_sec dhcpv4.seconds dns.additionals.ttl dns.additionals_count
      dns.answers_count dns.authorities_count dns.opt.udp_size flow.vlan icmp.request.code icmp.request.type icmp.response.code
      icmp.response.type memcache.request.bytes memcache.request.cas_unique memcache.request.count_values memcache.request.delta
      memcache.request.dest_class memcache.request.exptime memcache.request.flags memcache.request.initial memcache.request.opaque
      memcache.request.opcode_value memcache.request.sleep_us memcache.request.source_class memcache.request.vbucket
      memcache.request.verbosity memcache.response.bytes memcache.response.cas_unique memcache.response.count_values
      memcache.response.flags memcache.response.opaque memcache.response.opcode_value memcache.response.status_code memcache.response.value
      mongodb.numberReturned mongodb.numberToReturn mongodb.numberToSkip mysql.affected_rows mysql.error_code
      network_traffic.icmp.request.code network_traffic.icmp.request.type network_traffic.memcached.response.status_code
      network_traffic.nfs.rpc.cred.gid network_traffic.nfs.rpc.cred.uid nfs.minor_version nfs.version pgsql.error_code rpc.cred.gid
      rpc.cred.stamp rpc.cred.uid sip.content_length sip.max_forwards
    `,
    short: `
      tls.detailed.client_hello.extensions.status_request.request_extensions
      tls.detailed.client_hello.extensions.status_request.responder_id_list_length
    `,
    boolean: `
      amqp.auto-delete amqp.durable amqp.exclusive amqp.if-empty amqp.if-unused amqp.immediate amqp.mandatory amqp.multiple amqp.no-ack
      amqp.no-local amqp.no-wait amqp.passive amqp.redelivered dns.flags.authentic_data dns.flags.authoritative dns.flags.checking_disabled
      dns.flags.recursion_available dns.flags.recursion_desired dns.flags.truncated_response dns.opt.do flow.final memcache.request.noreply
      memcache.request.quiet network_traffic.flow.final network_traffic.memcached.request.noreply tls.detailed.client_certificate_requested
      tls.detailed.server_hello.extensions.status_request.response
    `,
    ip: `
      dhcpv4.assigned_ip dhcpv4.client_ip dhcpv4.option.broadcast_address dhcpv4.option.dns_servers dhcpv4.option.ntp_servers
      dhcpv4.option.requested_ip_address dhcpv4.option.router dhcpv4.option.server_identifier dhcpv4.option.subnet_mask
      dhcpv4.option.time_servers dhcpv4.relay_ip dhcpv4.server_ip sip.sdp.owner.ip
    `,
  },
  families: {
    keyword: "http.request.headers http.response.headers",
    unknown: `
      amqp.arguments amqp.headers cassandra dhcpv4.option.vendor_identifying_options dns.additionals dns.authorities network_traffic
    `,
  },
  text: `
    sip.auth.uri.original sip.contact.uri.original sip.from.uri.original sip.private.uri.original sip.sdp.body.original sip.to.uri.original
    sip.uri.original sip.user_agent.original sip.via.original
  `,
};
