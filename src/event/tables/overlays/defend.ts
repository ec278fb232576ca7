import type { Overlay } from "../overlay.ts";

/**
 * Elastic Defend (`logs-endpoint.*`). Names that Defend maps with a `.caseless` sub-field compare in lower case under it.
 * `file.Ext.entropy` is a double: Defend sends fractions, and rules ask for them. `Ext.code_signature` is mapped as nested.
 */
export const DEFEND: Overlay = {
  title: "Elastic Defend",
  fields: {
    keyword: `
      Effective_process.entity_id Effective_process.executable Effective_process.name Endpoint.policy.applied.id
      Endpoint.policy.applied.name Endpoint.policy.applied.status Memory_protection.feature Memory_protection.self_injection_kind
      Persistence.args Persistence.executable Persistence.name Persistence.path Persistence.username Ransomware.child_processes.executable
      Ransomware.feature Target.dll.code_signature.status Target.dll.code_signature.subject_name Target.dll.hash.sha256 Target.dll.name
      Target.dll.path Target.dll.pe.original_file_name Target.process.Ext.architecture Target.process.Ext.authentication_id
      Target.process.Ext.token.integrity_level_name Target.process.Ext.user Target.process.args Target.process.code_signature.status
      Target.process.code_signature.subject_name Target.process.command_line Target.process.entity_id Target.process.executable
      Target.process.hash.md5 Target.process.hash.sha1 Target.process.hash.sha256 Target.process.name Target.process.parent.entity_id
      Target.process.parent.executable Target.process.parent.name Target.process.pe.original_file_name dll.Ext.code_signature.status
      dll.Ext.code_signature.subject_name dll.Ext.defense_evasions dll.Ext.device.bus_type dll.Ext.device.dos_name
      dll.Ext.device.file_system_type dll.Ext.device.nt_name dll.Ext.device.product_id dll.Ext.device.serial_number
      dll.Ext.device.vendor_id dll.Ext.device.volume_device_type dns.Ext.options event.Ext.correlation.id file.Ext.code_signature.status
      file.Ext.code_signature.subject_name file.Ext.device.bus_type file.Ext.device.dos_name file.Ext.device.file_system_type
      file.Ext.device.nt_name file.Ext.device.product_id file.Ext.device.serial_number file.Ext.device.vendor_id
      file.Ext.device.volume_device_type file.Ext.header_bytes file.Ext.header_data file.Ext.malware_classification.identifier
      file.Ext.malware_classification.version file.Ext.malware_signature.identifier file.Ext.malware_signature.primary.signature.name
      file.Ext.monotonic_id file.Ext.original.extension file.Ext.original.gid file.Ext.original.group file.Ext.original.mode
      file.Ext.original.name file.Ext.original.owner file.Ext.original.path file.Ext.original.uid file.Ext.quarantine_message
      file.Ext.quarantine_path file.Ext.temp_file_path group.Ext.real.id group.Ext.real.name host.os.Ext.variant process.Ext.ancestry
      process.Ext.api.behaviors process.Ext.api.category process.Ext.api.metadata.client_process_name
      process.Ext.api.metadata.target_address_name process.Ext.api.metadata.target_address_path process.Ext.api.name
      process.Ext.api.parameters.consumer_type process.Ext.api.summary process.Ext.architecture process.Ext.authentication_id
      process.Ext.code_signature.status process.Ext.code_signature.subject_name process.Ext.defense_evasions process.Ext.desktop_name
      process.Ext.device.bus_type process.Ext.device.dos_name process.Ext.device.file_system_type process.Ext.device.nt_name
      process.Ext.device.product_id process.Ext.device.serial_number process.Ext.device.vendor_id process.Ext.device.volume_device_type
      process.Ext.dll.hash.sha256 process.Ext.dll.name process.Ext.dll.path process.Ext.effective_parent.entity_id
      process.Ext.effective_parent.executable process.Ext.effective_parent.name process.Ext.load_module.taint_flags
      process.Ext.memory_region.allocation_protection process.Ext.memory_region.allocation_type process.Ext.memory_region.bytes_compressed
      process.Ext.memory_region.mapped_path process.Ext.memory_region.region_protection process.Ext.memory_region.region_state
      process.Ext.mitigation_policies process.Ext.protection process.Ext.services process.Ext.session
      process.Ext.session_info.authentication_package process.Ext.session_info.client_address process.Ext.session_info.logon_type
      process.Ext.session_info.user_flags process.Ext.token.domain process.Ext.token.elevation_level process.Ext.token.elevation_type
      process.Ext.token.impersonation_level process.Ext.token.integrity_level_name process.Ext.token.privileges.description
      process.Ext.token.privileges.name process.Ext.token.security_attributes process.Ext.token.sid process.Ext.token.type
      process.Ext.token.user process.Ext.user process.parent.Ext.architecture process.parent.Ext.code_signature.status
      process.parent.Ext.code_signature.subject_name process.parent.Ext.protection process.parent.Ext.user
      process.parent.thread.Ext.call_stack_final_user_module.name process.parent.thread.Ext.call_stack_final_user_module.path
      process.parent.thread.Ext.call_stack_summary process.thread.Ext.call_stack_final_user_module.code_signature.status
      process.thread.Ext.call_stack_final_user_module.code_signature.subject_name
      process.thread.Ext.call_stack_final_user_module.hash.sha256 process.thread.Ext.call_stack_final_user_module.name
      process.thread.Ext.call_stack_final_user_module.path process.thread.Ext.call_stack_summary
      process.thread.Ext.original_start_address_bytes process.thread.Ext.original_start_address_bytes_disasm
      process.thread.Ext.original_start_address_bytes_disasm_hash process.thread.Ext.original_start_address_module
      process.thread.Ext.parameter_bytes_compressed process.thread.Ext.service process.thread.Ext.start_address_bytes
      process.thread.Ext.start_address_bytes_disasm process.thread.Ext.start_address_bytes_disasm_hash
      process.thread.Ext.start_address_module user.Ext.real.id user.Ext.real.name
    `,
    long: `
      Effective_process.pid Target.process.parent.pid Target.process.pid Target.process.ppid dns.Ext.status
      file.Ext.windows.zone_identifier process.Ext.effective_parent.pid process.Ext.real.pid process.Ext.token.integrity_level
      process.io.total_bytes_captured process.io.total_bytes_skipped process.parent.Ext.real.pid process.parent.ppid process.ppid
      process.thread.Ext.uptime
    `,
    unsigned_long: `
      dll.Ext.load_index process.Ext.api.parameters.address process.Ext.api.parameters.size process.Ext.memory_region.allocation_base
      process.Ext.memory_region.allocation_size process.Ext.memory_region.region_base process.Ext.memory_region.region_size
      process.Ext.session_info.id process.thread.Ext.original_start_address process.thread.Ext.original_start_address_allocation_offset
      process.thread.Ext.parameter process.thread.Ext.start_address process.thread.Ext.start_address_allocation_offset
    `,
    double: `
      Ransomware.score dll.Ext.relative_file_creation_time dll.Ext.relative_file_name_modify_time file.Ext.entropy file.Ext.entry_modified
      file.Ext.malware_classification.score file.Ext.malware_classification.threshold process.Ext.relative_file_creation_time
      process.Ext.relative_file_name_modify_time process.Ext.session_info.relative_logon_time
      process.Ext.session_info.relative_password_age
    `,
    boolean: `
      Persistence.keepalive Persistence.runatload Target.dll.code_signature.trusted Target.process.code_signature.exists
      Target.process.code_signature.trusted Target.process.code_signature.valid dll.Ext.code_signature.exists
      dll.Ext.code_signature.trusted dll.Ext.code_signature.valid file.Ext.code_signature.exists file.Ext.code_signature.trusted
      file.Ext.code_signature.valid file.Ext.quarantine_result process.Ext.code_signature.exists process.Ext.code_signature.trusted
      process.Ext.code_signature.valid process.Ext.created_suspended process.Ext.memory_region.bytes_compressed_present
      process.Ext.memory_region.memory_pe_detected process.Ext.token.elevation process.Ext.token.is_appcontainer
      process.Ext.token.privileges.enabled process.Ext.trusted process.Ext.trusted_descendant process.io.max_bytes_per_process_exceeded
      process.parent.Ext.code_signature.exists process.parent.Ext.code_signature.trusted process.parent.Ext.code_signature.valid
      process.thread.Ext.call_stack_contains_unbacked process.thread.Ext.call_stack_final_user_module.code_signature.exists
      process.thread.Ext.call_stack_final_user_module.code_signature.trusted
      process.thread.Ext.call_stack_final_user_module.code_signature.valid process.thread.Ext.hardware_breakpoint_set
      process.thread.Ext.parameter_bytes_compressed_present
    `,
    date: "Target.process.start dll.Ext.compile_time process.thread.Ext.start",
    nested: `
      dll.Ext.code_signature file.Ext.code_signature process.Ext.code_signature process.Ext.token.privileges
      process.parent.Ext.code_signature process.thread.Ext.call_stack_final_user_module
      process.thread.Ext.call_stack_final_user_module.code_signature
    `,
  },
  families: {
    unknown: `
      Effective_process Endpoint Events Memory_protection Persistence Ransomware Responses Target destination.Ext device.Ext dll.Ext
      dns.Ext file.Ext group.Ext host.os.Ext network.Ext process.Ext process.parent.Ext process.parent.thread.Ext process.thread.Ext
      registry.Ext source.Ext user.Ext
    `,
  },
  caseless: `
    dll.name dll.path file.Ext.original.path file.name file.path host.os.full host.os.name process.command_line
    process.entry_leader.executable process.entry_leader.name process.executable process.group_leader.executable process.name
    process.parent.command_line process.parent.executable process.parent.name process.parent.working_directory
    process.pe.original_file_name process.session_leader.executable process.working_directory registry.path user.domain user.name
  `,
};
