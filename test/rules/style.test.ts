import { describe, expect, test } from 'vitest';
import { lineAt, type SourceFile, sourceFiles } from './source-files.ts';

const longestFile = 250;

/** The files at the edge, which deal with real time. Everything else is told what time it is. */
const mayUseRealTime: ReadonlySet<string> = new Set([
  'src/cli/open-embedded.ts',
  'src/cli/outside/redis-client.ts',
  'src/cli/pace.ts',
  'src/cli/real-frames.ts',
  'src/cli/real-time.ts',
  'src/cli/rehearsal-sweep.ts',
  'src/cli/rehearse.ts',
  'src/cli/run-folder/open-run-folder.ts',
  'src/cli/terminal.ts',
  'src/embedded/apiserver/http/listener.ts',
  'src/embedded/apiserver/requests/watch.ts',
  'src/embedded/clock/pacer.ts',
  'src/embedded/clock/virtual-clock.ts',
  'src/kube/real-time.ts',
  'src/ui/cockpit/real-time.ts',
]);

const files = sourceFiles('src');
const testFiles = [...sourceFiles('test'), ...sourceFiles('bench')];

function matches(searched: readonly SourceFile[], pattern: RegExp): readonly string[] {
  return searched.flatMap(({ path, code }) =>
    [...code.matchAll(pattern)].map((match) => `${path}:${lineAt(code, match.index)} ${match[0].trim()}`),
  );
}

describe('the sources', () => {
  test(`have at most ${longestFile} lines`, () => {
    const tooLong = files
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > longestFile);
    expect(tooLong).toEqual([]);
  });

  test('are named by their idea', () => {
    const vague = files.filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc|manager)(\/|\.)/.test(path));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test('have no default exports', () => {
    expect(matches(files, /\bexport\s+default\b|\bas\s+default\b/g)).toEqual([]);
  });

  test('ask for real time and real randomness at the edge only', () => {
    const pattern =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bprocess\.hrtime\b|\bset(Timeout|Interval|Immediate)\b|\bMath\.random\b/g;
    const used = new Set(matches(files, pattern).map((found) => found.slice(0, found.indexOf(':'))));
    expect([...used].sort()).toEqual([...mayUseRealTime].sort());
  });

  test('leave nothing for later', () => {
    const texts = [...files, ...testFiles].map((file) => ({ ...file, code: file.text }));
    const others = texts.filter(({ path }) => !path.startsWith('test/rules/'));
    expect(
      matches(others, /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/g),
    ).toEqual([]);
  });

  test('skip no test', () => {
    expect(matches(testFiles, /\b(test|it|describe)\.(skip|only|todo|fails)\b|\bx(it|describe)\(/g)).toEqual([]);
  });
});
