import packageJson from '../../package.json' with { type: 'json' };

/** As in package.json. */
export const version: string = packageJson.version;

/** What it was built from as well, where that is known: the build puts the commit in the variable's place. */
export function versionWithBuild(commit: string | undefined = process.env.HARMONY_COMMIT): string {
  return commit === undefined || commit === '' ? version : `${version} (${commit})`;
}
