const known: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'there is no permission to write there',
  EPERM: 'there is no permission to write there',
  ENOENT: 'there is no such folder',
  EISDIR: 'that is a folder',
};

/** Why a file could not be written, as a clause with the file. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const path = 'path' in error && typeof error.path === 'string' ? ` (${error.path})` : '';
  const reason = known[code];
  return reason === undefined ? error.message : `${reason}${path}`;
}
