/**
 * The patterns that GROK expressions name, by the names of the ECS bank. They are written so that they run in linear time:
 * none looks around or back.
 */
// biome-ignore format: table
export const GROK_PATTERNS: Readonly<Record<string, string>> = {
  // Words and text
  WORD: "\\b\\w+\\b",
  NOTSPACE: "\\S+",
  SPACE: "\\s*",
  DATA: ".*?",
  GREEDYDATA: ".*",
  QUOTEDSTRING: "(?:\"(?:\\\\.|[^\\\\\"])*\"|'(?:\\\\.|[^\\\\'])*'|`(?:\\\\.|[^\\\\`])*`)",
  QS: "%{QUOTEDSTRING}",
  UUID: "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
  URN: "urn:[0-9A-Za-z][0-9A-Za-z-]{0,31}:[0-9a-zA-Z()+,.:=@;$_!*'/?#%-]+",

  // Names and accounts
  USERNAME: "[a-zA-Z0-9._-]+",
  USER: "%{USERNAME}",
  EMAILLOCALPART: "[a-zA-Z0-9!#$%&'*+\\-/=?^_`{|}~]{1,64}(?:\\.[a-zA-Z0-9!#$%&'*+\\-/=?^_`{|}~]{1,62}){0,63}",
  EMAILADDRESS: "%{EMAILLOCALPART}@%{HOSTNAME}",

  // Numbers
  INT: "[+-]?[0-9]+",
  POSINT: "\\b[1-9][0-9]*\\b",
  NONNEGINT: "\\b[0-9]+\\b",
  BASE10NUM: "[+-]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)",
  NUMBER: "(?:%{BASE10NUM})",
  BASE16NUM: "[+-]?(?:0x)?[0-9A-Fa-f]+",
  BASE16FLOAT: "\\b[+-]?(?:0x)?(?:[0-9A-Fa-f]+(?:\\.[0-9A-Fa-f]*)?|\\.[0-9A-Fa-f]+)\\b",

  // Networking
  MAC: "(?:%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC})",
  CISCOMAC: "[A-Fa-f0-9]{4}(?:\\.[A-Fa-f0-9]{4}){2}",
  WINDOWSMAC: "[A-Fa-f0-9]{2}(?:-[A-Fa-f0-9]{2}){5}",
  COMMONMAC: "[A-Fa-f0-9]{2}(?::[A-Fa-f0-9]{2}){5}",
  IPV4OCTET: "(?:25[0-5]|2[0-4][0-9]|[0-1]?[0-9]{1,2})",
  IPV4: "\\b%{IPV4OCTET}(?:\\.%{IPV4OCTET}){3}\\b",
  IPV6GROUP: "[0-9A-Fa-f]{1,4}",
  IPV6TAIL: "(?:%{IPV4}|%{IPV6GROUP}(?::%{IPV6GROUP}){0,6})",
  IPV6: "(?:(?:%{IPV6GROUP}:){7}%{IPV6GROUP}|(?:%{IPV6GROUP}:){6}%{IPV4}|(?:%{IPV6GROUP}(?::%{IPV6GROUP}){0,5})?::(?:(?:%{IPV6GROUP}:){0,5}(?:%{IPV4}|%{IPV6GROUP}))?)(?:%[0-9A-Za-z]+)?",
  IP: "(?:%{IPV6}|%{IPV4})",
  HOSTNAME: "\\b[0-9A-Za-z](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?(?:\\.[0-9A-Za-z](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?)*(?:\\.?|\\b)",
  HOST: "%{HOSTNAME}",
  IPORHOST: "(?:%{IP}|%{HOSTNAME})",
  HOSTPORT: "%{IPORHOST}:%{POSINT}",

  // Paths and addresses
  PATH: "(?:%{UNIXPATH}|%{WINPATH})",
  UNIXPATH: "(?:/[\\w_%!$@:.,+~-]*)+",
  TTY: "/dev/(?:pts|tty(?:[pq])?)(?:\\w+)?/?(?:[0-9]+)",
  WINPATH: "(?:[A-Za-z]+:|\\\\)(?:\\\\[^\\\\?*]*)+",
  URIPROTO: "[A-Za-z](?:[A-Za-z0-9+\\-.]+)+",
  URIHOST: "%{IPORHOST}(?::%{POSINT})?",
  URIPATH: "(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%&_\\-]*)+",
  URIQUERY: "[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\\-\\[\\]<>]*",
  URIPARAM: "\\?%{URIQUERY}",
  URIPATHPARAM: "%{URIPATH}(?:\\?%{URIQUERY})?",
  URI: "%{URIPROTO}://(?:%{USER}(?::[^@]*)?@)?(?:%{URIHOST})?(?:%{URIPATH}(?:\\?%{URIQUERY})?)?",

  // Dates and times
  MONTH: "\\b(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ep(?:tember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\\b",
  MONTHNUM: "(?:0?[1-9]|1[0-2])",
  MONTHNUM2: "(?:0[1-9]|1[0-2])",
  MONTHDAY: "(?:0[1-9]|[12][0-9]|3[01]|[1-9])",
  DAY: "(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)",
  YEAR: "(?:\\d\\d){1,2}",
  HOUR: "(?:2[0123]|[01]?[0-9])",
  MINUTE: "[0-5][0-9]",
  SECOND: "(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?",
  TIME: "%{HOUR}:%{MINUTE}(?::%{SECOND})",
  DATE_US: "%{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}",
  DATE_EU: "%{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}",
  ISO8601_TIMEZONE: "(?:Z|[+-]%{HOUR}(?::?%{MINUTE}))",
  ISO8601_SECOND: "%{SECOND}",
  TIMESTAMP_ISO8601: "%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{SECOND})?%{ISO8601_TIMEZONE}?",
  DATE: "(?:%{DATE_US}|%{DATE_EU})",
  DATESTAMP: "%{DATE}[- ]%{TIME}",
  TZ: "(?:[APMCE][SD]T|UTC)",
  DATESTAMP_RFC822: "%{DAY} %{MONTH} %{MONTHDAY} %{YEAR} %{TIME} %{TZ}",
  DATESTAMP_RFC2822: "%{DAY}, %{MONTHDAY} %{MONTH} %{YEAR} %{TIME} %{ISO8601_TIMEZONE}",
  DATESTAMP_OTHER: "%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{TZ} %{YEAR}",
  DATESTAMP_EVENTLOG: "%{YEAR}%{MONTHNUM2}%{MONTHDAY}%{HOUR}%{MINUTE}%{SECOND}",
  HTTPDATE: "%{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}",

  // Syslog and web servers
  SYSLOGTIMESTAMP: "%{MONTH} +%{MONTHDAY} %{TIME}",
  PROG: "[\\x21-\\x5a\\x5c\\x5e-\\x7e]+",
  SYSLOGPROG: "%{PROG:process.name}(?:\\[%{POSINT:process.pid:int}\\])?",
  SYSLOGHOST: "%{IPORHOST}",
  SYSLOGFACILITY: "<%{NONNEGINT:log.syslog.facility.code:int}.%{NONNEGINT:log.syslog.priority:int}>",
  SYSLOGBASE: "%{SYSLOGTIMESTAMP:timestamp} (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:host.hostname} %{SYSLOGPROG}:",
  HTTPDUSER: "(?:%{EMAILADDRESS}|%{USER})",
  COMMONAPACHELOG: "%{IPORHOST:source.address} (?:-|%{HTTPDUSER:apache.access.user.identity}) (?:-|%{HTTPDUSER:user.name}) \\[%{HTTPDATE:timestamp}\\] \"(?:%{WORD:http.request.method} %{NOTSPACE:url.original}(?: HTTP/%{NUMBER:http.version})?|%{DATA})\" (?:-|%{INT:http.response.status_code:int}) (?:-|%{INT:http.response.body.bytes:int})",
  COMBINEDAPACHELOG: "%{COMMONAPACHELOG} \"(?:-|%{DATA:http.request.referrer})\" \"(?:-|%{DATA:user_agent.original})\"",
  LOGLEVEL: "(?i:alert|trace|debug|notice|info(?:rmation)?|warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|severe|emerg(?:ency)?)",
};
