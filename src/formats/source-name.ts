/** A file, or a member of an archive, as people are shown it: `logs.zip!day1/conn.log`. */
export const sourceName = (file: string, member: string | undefined): string => (member === undefined ? file : `${file}!${member}`);
