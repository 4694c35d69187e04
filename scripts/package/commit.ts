import { spawnSync } from 'node:child_process';

/** The commit of the checkout, short, with `-dirty` where files differ from it; undefined without git or outside of a repository. */
export function commit(): string | undefined {
  const { status, stdout } = spawnSync('git', ['describe', '--always', '--dirty', '--exclude', '*'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}
