import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../scripts/bundle.ts';

/** A block of shell lines in a page. */
export interface ShellBlock {
  /** `docs/sre.md:12`. */
  readonly place: string;
  /** Fenced as `sh run`: it ends by itself and needs nothing but the program, so a test runs it. */
  readonly isRun: boolean;
  /** Without comments and empty lines; continued ones joined. */
  readonly lines: readonly string[];
}

/** The pages whose commands are tried: all that people read, as they lie in the repository. */
export function documentedPages(): readonly string[] {
  const docs = markdownIn('docs').filter((page) => !page.includes('pictures/'));
  const scenarios = markdownIn('scenarios');
  return ['README.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md', ...docs, ...scenarios];
}

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** Every `sh` block of a page. */
export function shellBlocks(page: string): readonly ShellBlock[] {
  const text = readFileSync(join(packageRoot, page), 'utf8');
  return [...text.matchAll(/^```sh( run)?\n([\s\S]*?)^```/gm)].map((match) => ({
    place: `${page}:${text.slice(0, match.index).split('\n').length}`,
    isRun: match[1] !== undefined,
    lines: (match[2] ?? '')
      .replaceAll('\\\n', ' ')
      .split('\n')
      .map((line) => line.replace(/(^|\s+)#(\s.*)?$/, '').trim())
      .filter((line) => line !== ''),
  }));
}

const launchers = String.raw`harmony|kubectl harmony|node bin/harmony\.js|npm start --`;

/** What a shell line gives to Harmony: the words of each of its calls, launcher left out. */
export function harmonyCalls(line: string): readonly (readonly string[])[] {
  const calls = new RegExp(String.raw`(?<![\w./-])(?:${launchers})(?= |$)([^|;&)<>]*)`, 'g');
  return [...line.matchAll(calls)].map((match) => wordsOf(match[1] ?? ''));
}

/** Words as a shell splits them, quotes taken off. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Names of npm scripts a shell line runs. */
export function npmScripts(line: string): readonly string[] {
  return [...line.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start))\b/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}
