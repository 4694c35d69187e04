import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, packageOf, packageRoot, resolveImport, roomOf, sourceFiles } from './source-files.ts';

/** The rooms, and the rooms each may import besides itself. Data flows from the top to the bottom. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  autoscaling: [],
  cluster: ['autoscaling'],
  kube: ['cluster', 'autoscaling'],
  embedded: ['cluster', 'autoscaling'],
  signals: ['cluster', 'autoscaling'],
  scenario: ['autoscaling'],
  session: ['cluster', 'signals', 'scenario', 'autoscaling'],
  recording: ['session', 'cluster', 'autoscaling'],
  attach: ['session', 'scenario', 'autoscaling'],
  report: ['session', 'scenario', 'autoscaling'],
  ui: ['session', 'scenario', 'autoscaling'],
};

/** Packages that one room keeps to itself, so that what stands behind them can be replaced there. */
const packageRooms: Readonly<Record<string, readonly string[]>> = {
  '@kubernetes/client-node': ['kube'],
  asciichart: ['ui'],
  commander: ['cli'],
  execa: ['cli'],
  ink: ['ui', 'cli'],
  nats: ['embedded', 'cli'],
  react: ['ui', 'cli'],
};

const files = sourceFiles('src');
const imports = files.flatMap((file) =>
  importsOf(file.code).map((found) => ({ ...found, from: file.path, place: `${file.path}:${found.line}` })),
);
const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
/** What the program is made of: the build puts it into `dist/`, so that who installs the package installs nothing else. */
const dependencies = [...new Set(imports.map(({ specifier }) => packageOf(specifier)))].filter(
  (name) => name !== undefined,
);

describe('the rooms of src/', () => {
  test('import only what stands before them', () => {
    const broken = imports
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter(({ from, specifier }) => {
        const target = resolveImport(from, specifier);
        const [room, targetRoom] = [roomOf(from), roomOf(target)];
        return (
          room !== 'cli' &&
          (!target.startsWith('src/') || !['', ...(mayImport[room] ?? [])].concat(room).includes(targetRoom))
        );
      })
      .map(({ place, specifier }) => `${place} imports ${specifier}`);
    expect(broken).toEqual([]);
  });

  test('are all in the table', () => {
    const rooms = new Set(files.map(({ path }) => roomOf(path)));
    expect([...rooms].filter((room) => room !== 'cli' && mayImport[room] === undefined)).toEqual([]);
  });

  test('leave packages to the room that owns them', () => {
    const broken = imports
      .filter(({ from, specifier }) => packageRooms[packageOf(specifier) ?? '']?.includes(roomOf(from)) === false)
      .map(({ place, specifier }) => `${place} imports ${specifier}`);
    expect(broken).toEqual([]);
  });

  test('do no input or output where the physics is', () => {
    const broken = imports
      .filter(({ from, specifier }) => roomOf(from) === 'autoscaling' && !specifier.startsWith('.'))
      .map(({ place, specifier }) => `${place} imports ${specifier}`);
    expect(broken).toEqual([]);
  });

  test('name files with their extension, and modules of Node with their prefix', () => {
    const broken = imports
      .filter(({ specifier }) =>
        specifier.startsWith('.')
          ? !/\.(tsx?|json)$/.test(specifier)
          : packageOf(specifier) !== undefined && !Object.hasOwn(manifest.devDependencies, packageOf(specifier) ?? ''),
      )
      .map(({ place, specifier }) => `${place} imports ${specifier}`);
    expect(broken).toEqual([]);
  });
});

describe('dependencies', () => {
  test('have one line each in docs/dependencies.md, and nothing else has', () => {
    const lines = readFileSync(join(packageRoot, 'docs/dependencies.md'), 'utf8').split('\n');
    const rows = lines.flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
    expect(rows.toSorted()).toEqual(dependencies.toSorted());
  });

  test('are none that an installation would have to fetch', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
  });
});
