/** Faults of input: T7xxx. */
export const INPUT_CODES = {
  T7001: {
    title: "No such input",
    explain:
      "The path does not exist, matches no file, or is a folder without one. Quote a glob so that the shell leaves it alone; `-` is standard input.",
  },
  T7002: {
    title: "Input cannot be read",
    explain:
      "The operating system refused to open or read the file; the message gives its reason. What was read before stays in the result, the other inputs are read all the same.",
  },
  T7003: {
    title: "Unrecognised content",
    explain:
      "The content is in none of the formats that can be read; the message says what it looks like. Formats are told by content, not by name. `--format NAME` forces one.",
  },
  T7004: {
    title: "Broken JSON record",
    explain:
      "The record is not valid JSON: often a line that was cut off or two writers that wrote into one another. The record is skipped, reading goes on with the next one.",
  },
  T7005: {
    title: "Record is not an object",
    explain: "An event is a JSON object. A number, text, list or null in its place is skipped.",
  },
  T7006: {
    title: "Record too long",
    explain:
      "The record is longer than the limit for one record (16 MiB), so it is skipped without being held in memory. A file that was meant to be one record a line may lack its line breaks.",
  },
  T7007: {
    title: "Record nested too deep",
    explain: "The record holds objects or lists inside one another more than 1,000 levels deep; no event looks like that. It is skipped.",
  },
  T7008: {
    title: "Invalid UTF-8",
    explain:
      "The record holds bytes that are not UTF-8. They are replaced by U+FFFD and the event is used. If the file is in another encoding, convert it (UTF-16 with a byte order mark is read as it is).",
  },
  T7009: {
    title: "Broken archive or compressed file",
    explain:
      "The archive or compressed stream is cut off or damaged. Events before the damage are used, the rest is lost; get a complete copy of the file.",
  },
  T7010: {
    title: "Archive member cannot be opened",
    explain:
      "The member is encrypted, or stored by a method that cannot be read. Extract it with the tool it was made with and give the plain files.",
  },
  T7011: {
    title: "Expands too far",
    explain:
      "The file expands to a size out of all proportion to its own, as a decompression bomb does. Reading of this input stops. If the file is honest, decompress it first and give the plain file.",
  },
  T7012: {
    title: "Archives nested too deep",
    explain: "An archive inside an archive inside an archive, more levels than are followed. Extract the outer ones first.",
  },
  T7013: {
    title: "Already read",
    explain: "The folder walk came to a file or folder that it has read under another name: a symbolic or hard link. It is read once.",
  },
  T7014: {
    title: "Not a regular file",
    explain: "A folder walk reads regular files only. A pipe or device is read when it is named itself; a socket never is.",
  },
  T7015: {
    title: "Empty input",
    explain: "The file holds nothing, or nothing but white space.",
  },
  T7016: {
    title: "Unknown input format",
    explain: "No input format has this name. Leave the option out to have the format told by content.",
  },
  T7017: {
    title: "Bulk action without an event",
    explain:
      "An Elasticsearch bulk file may delete or update documents besides creating them. Only whole documents are events; the other actions are skipped.",
  },
  T7018: {
    title: "Too many members",
    explain: "The archive holds more members than are followed (1,000,000). Reading of this input stops there.",
  },
  T7020: {
    title: "Record without a mapping",
    explain:
      "The record is no ECS document and no integration knows its kind (or the integration that knows it has nothing to say about this one), so it goes through as it is: " +
      "rules that ask for ECS fields will not match it. `tocsin formats` lists what is understood; a CSV or JSON log of your own can be mapped with `--mapping FILE`.",
  },
  T7021: {
    title: "Not what --format says",
    explain:
      "`--format` names one kind of log, and this record is of another, so it goes through as it is. Leave `--format` out to have each record told by its content.",
  },
  T7022: {
    title: "Line of another kind",
    explain:
      "The line is none of the records that the rest of the log is made of: often one that was cut off by a rotation, or a remark of the writing program. It is skipped.",
  },
  T7030: {
    title: "Damaged event log chunk",
    explain:
      "A Windows event log is written in chunks of 64 KiB, and this one is cut off, overwritten, or holds fewer records than its header counts. Every record that can be found in it is used. " +
      "Copy the log again, or export it with `wevtutil epl`, if records are missing.",
  },
  T7031: {
    title: "Damaged event log record",
    explain: "The record's binary XML cannot be decoded. It is skipped, reading goes on with the next one.",
  },
  T7032: {
    title: "Broken XML event",
    explain:
      "The text between `<Event` and `</Event>` is not well-formed XML, or does not end. It is skipped, reading goes on with the next event.",
  },
  T7033: {
    title: "Lost while following",
    explain:
      "`scan --follow` finds a rotated file again by its number and its first bytes, in the same folder. This one was cut, removed or compressed before all of it was read. " +
      "Have the rotation keep the last file as it is for a round (logrotate: `delaycompress`), and rename rather than cut (no `copytruncate`).",
  },
  T7201: {
    title: "Broken STIX pattern",
    explain:
      "The pattern of the indicator does not follow the grammar of STIX 2.1, so the indicator is skipped. A pattern is one observation or more, `[ipv4-addr:value = '192.0.2.1']`.",
  },
  T7202: {
    title: "Pattern in another language",
    explain:
      "The indicator's pattern is no STIX pattern but one of YARA, Sigma, Snort or another tool. It says nothing that events can be looked up by, so the indicator is skipped.",
  },
  T7203: {
    title: "Nothing to look up",
    explain:
      "The indicator has no value that a field of an event could equal: its pattern compares by wildcard, regular expression, order or negation only, " +
      "or names properties that ECS has no field for. It is skipped.",
  },
  T7204: {
    title: "Pattern read in part",
    explain:
      "Some comparisons of the pattern cannot be looked up (wildcards, regular expressions, orders, negations, properties without an ECS field). The others are used, " +
      "so the indicator matches more than it says.",
  },
  T7205: {
    title: "Revoked or replaced indicator",
    explain: "The feed has revoked the indicator, or brings a later version of it. It is left out.",
  },
  T7206: {
    title: "Too many alternatives",
    explain: "The pattern stands for more than 10,000 alternatives of values. The first ones are used.",
  },
  T7301: {
    title: "Unreadable mapping file",
    explain: "A mapping file (`--mapping`) is TOML: a `dataset`, a table [fields] and what `docs/integrations.md` says besides.",
  },
  T7302: {
    title: "Faulty mapping",
    explain:
      'The mapping file holds something that a mapping does not have, or lacks what it needs. `[fields]` maps columns: `"source.ip" = "client"`, or `"@timestamp" = { from = "time", time = "yyyy-MM-dd HH:mm:ss" }`. The mapping is not used.',
  },
  T7303: {
    title: "Mapping to a field that ECS does not have",
    explain:
      "The field is close to one of ECS, so its name may be a spelling mistake: rules ask for the fields of ECS. The mapping is used as it is written.",
  },
} as const;
