import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../scripts/bundle.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { mistakeIn } from './command-parse.ts';
import { documentedPages, harmonyCalls, npmScripts, shellBlocks } from './doc-commands.ts';
import { runBlock } from './run-block.ts';

const pages = documentedPages();
const blocks = pages.flatMap(shellBlocks);
const lines = blocks.flatMap(({ place, lines: written }) => written.map((line) => ({ place, line })));
const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe('commands of the pages', () => {
  test('are found', () => {
    expect(lines.flatMap(({ line }) => harmonyCalls(line)).length).toBeGreaterThan(40);
    expect(blocks.filter(({ isRun }) => isRun).length).toBeGreaterThan(5);
  });

  test('use flags and arguments that the program knows', async () => {
    const mistakes: string[] = [];
    for (const { place, line } of lines) {
      for (const words of harmonyCalls(line)) {
        const mistake = await mistakeIn(words);
        if (mistake !== undefined) mistakes.push(`${place} ${line}: ${mistake}`);
      }
    }
    expect(mistakes).toEqual([]);
  });

  test('use npm scripts that there are', () => {
    const used = lines.flatMap(({ place, line }) => npmScripts(line).map((script) => ({ place, script })));
    expect(used.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
    expect(used.length).toBeGreaterThan(0);
  });
});

describe('the workflows', () => {
  const workflows = ['ci', 'release'].map((name) => `.github/workflows/${name}.yml`);

  test.each(workflows)('%s runs what there is', (file) => {
    const text = readFileSync(join(packageRoot, file), 'utf8');
    const { jobs } = parse(text) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly object[] }>> };
    expect(Object.values(jobs).every(({ steps }) => steps.length > 2)).toBe(true);
    expect(text.includes('./.ci/run')).toBe(existsSync(join(packageRoot, '.ci/run')));
    expect(npmScripts(text).filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  test('fill in every gap of the manifest for krew', () => {
    const gaps = readFileSync(join(packageRoot, 'docs/krew/harmony.yaml'), 'utf8').matchAll(/\{\{ \.\w+ \}\}/g);
    const release = readFileSync(join(packageRoot, '.github/workflows/release.yml'), 'utf8');
    const names = new Set([...gaps].map(([gap]) => gap));
    expect([...names].filter((gap) => !release.includes(`s|${gap}|`))).toEqual([]);
    expect(names.size).toBe(4);
  });
});

describe('blocks that run by themselves', () => {
  const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  const runnable = blocks.filter(({ isRun }) => isRun);
  test.each(runnable.map((block) => [block.place, block] as const))(
    '%s',
    { timeout: 300_000 },
    async (_place, block) => {
      // What only kubectl can do is tried where it is.
      const tried = hasKubectl ? block.lines : block.lines.filter((line) => !/\bkubectl\b/.test(line));
      expect(await runBlock({ ...block, lines: tried }, scratchFolder())).toEqual([]);
    },
  );
});

describe('the pages', () => {
  test.each(pages)('%s links to what is there', (page) => {
    const text = readFileSync(join(packageRoot, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    const missing = links.filter(
      (link) => !/^[a-z]+:/.test(link) && !existsSync(join(packageRoot, dirname(page), link)),
    );
    expect(missing).toEqual([]);
  });

  test('name no place of one machine', () => {
    const told = pages.filter((page) =>
      /\/(home|work|root|Users)\/\w/.test(readFileSync(join(packageRoot, page), 'utf8')),
    );
    expect(told).toEqual([]);
  });
});

describe('what a line gives to Harmony', () => {
  test.each([
    ['harmony', [[]]],
    ['harmony explain x --json | head', [['explain', 'x', '--json']]],
    ['source <(harmony completion bash)', [['completion', 'bash']]],
    ['kubectl harmony watch -n shop', [['watch', '-n', 'shop']]],
    ['npm start -- rehearse', [['rehearse']]],
    ['KUBECONFIG=a kubectl get hpa', []],
    ['kubectl apply -f harmony/cluster', []],
    ['harmony run && harmony report --format "md"', [['run'], ['report', '--format', 'md']]],
  ])('%s', (line, calls) => {
    expect(harmonyCalls(line)).toEqual(calls);
  });

  test('is checked by the program itself', async () => {
    expect(await mistakeIn(['rehearse', '--seeds', '1..3'])).toBeUndefined();
    expect(await mistakeIn(['rehearse', '--seedz', '1'])).toMatch(/unknown option '--seedz'/);
    expect(await mistakeIn(['report', '--format', 'pdf'])).toMatch(/Allowed choices/);
    expect(await mistakeIn(['scenarios', 'validate'])).toMatch(/missing required argument/);
  });
});
