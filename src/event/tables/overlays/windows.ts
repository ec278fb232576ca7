import type { Overlay } from "../overlay.ts";

/**
 * Windows event logs by Winlogbeat and the Windows and System integrations. Event data is keyword whatever it holds, so numbers in
 * it are texts. PowerShell's script text is mapped as text: queries see its tokens in lower case.
 */
export const WINDOWS: Overlay = {
  title: "Windows: Winlogbeat, Windows and System integrations",
  fields: {
    keyword: `
      powershell.command.invocation_details.name powershell.command.invocation_details.related_command
      powershell.command.invocation_details.type powershell.command.name powershell.command.path powershell.command.type
      powershell.connected_user.domain powershell.connected_user.name powershell.engine.new_state powershell.engine.previous_state
      powershell.engine.version powershell.file.script_block_hash powershell.file.script_block_id powershell.id powershell.pipeline_id
      powershell.process.executable_version powershell.provider.name powershell.provider.new_state powershell.runspace_id sysmon.dns.status
      winlog.activity_id winlog.api winlog.channel winlog.computerObject.domain winlog.computerObject.id winlog.computerObject.name
      winlog.computer_name winlog.event_data.ScriptBlockText winlog.event_id winlog.keywords winlog.level winlog.logon.failure.reason
      winlog.logon.failure.status winlog.logon.failure.sub_status winlog.logon.id winlog.logon.type winlog.opcode winlog.outcome
      winlog.provider_guid winlog.provider_name winlog.record_id winlog.related_activity_id winlog.task winlog.trustAttribute
      winlog.trustDirection winlog.trustType winlog.user.domain winlog.user.identifier winlog.user.name winlog.user.type
    `,
    text: "powershell.command.invocation_details.value powershell.command.value powershell.file.script_block_text",
    long: `
      powershell.file.script_block_length powershell.file.script_block_unique_symbols powershell.sequence powershell.total
      winlog.process.pid winlog.process.thread.id winlog.version
    `,
    double: "powershell.file.script_block_entropy_bits powershell.file.script_block_surprisal_stdev",
    boolean: "sysmon.file.archived sysmon.file.is_executable",
    date: "winlog.time_created",
  },
  families: {
    keyword: "winlog.event_data winlog.user_data",
    unknown: "powershell sysmon winlog",
  },
};
