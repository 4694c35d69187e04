import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listScenarios, loadScenario } from '../../src/scenario/load-scenario.ts';
import { ScenarioError } from '../../src/scenario/problem.ts';
import { validateLayout, validateScenario } from '../../src/scenario/validate.ts';
import { complaints, complaintsAbout, loadSmall, small, writeFolder, writeSmall } from './small-scenario.ts';

describe('a scenario is found', () => {
  const folder = writeSmall();

  it.each([
    ['by its folder', folder],
    ['by its file', join(folder, 'scenario.yaml')],
    ['by a relative path', relative(process.cwd(), folder)],
  ])('%s', (_, path) => {
    expect(loadScenario(path)).toMatchObject({ title: 'Small', file: join(folder, 'scenario.yaml') });
  });

  it('by name, in the catalogue', () => {
    const catalogueDir = writeFolder({
      'scenarios/tiny/scenario.yaml': small['scenario.yaml'] ?? '',
      'scenarios/tiny/hpa.yaml': small['hpa.yaml'] ?? '',
      'scenarios/tiny/job.yaml': small['job.yaml'] ?? '',
      'scenarios/tiny/worker.yaml': small['worker.yaml'] ?? '',
      'scenarios/notes/README.md': 'no scenario',
      'layouts/stage.yaml': '',
    });
    expect(listScenarios({ catalogueDir })).toEqual(['tiny']);
    expect(loadScenario('tiny', { catalogueDir }).name).toBe('tiny');
  });

  it('or else the known names are listed, with the nearest', () => {
    expect(() => loadScenario('meme-generater')).toThrow(
      'no scenario "meme-generater", neither built in nor a file or folder; did you mean "meme-generator"? Known scenarios: ',
    );
    expect(() => loadScenario('xyz')).toThrow(/; known scenarios: .*meme-generator/);
  });

  it('or else the folder is named that has none', () => {
    const empty = writeFolder({ 'README.md': '' });
    expect(() => loadScenario(empty)).toThrow(`${empty} is a folder without a scenario.yaml`);
  });
});

describe('a scenario that is right', () => {
  it('comes with its manifests in the target’s namespace and with defaults filled in', () => {
    const scenario = loadSmall();
    expect(scenario.modes[0]?.apply[0]).toMatchObject({
      file: 'hpa.yaml',
      object: { kind: 'HorizontalPodAutoscaler', metadata: { name: 'worker', namespace: 'shop' } },
    });
    expect(scenario.signals.metrics[0]).toMatchObject({ namespace: 'shop', everySeconds: 5 });
    expect(scenario.embedded).toMatchObject({ seed: 1, profile: 'upstream' });
    expect(scenario.embedded.objects.map(({ object }) => [object.kind, object.metadata.namespace])).toEqual([
      ['Namespace', undefined],
      ['Deployment', 'shop'],
    ]);
    expect(scenario.loads[0]?.key).toBe('1');
    expect(scenario.acts[0]).toMatchObject({ fromSeconds: 30, toSeconds: 120, notes: '' });
    expect(scenario.acts[0]?.cues[1]?.wait).toMatchObject({ minSeconds: 0, maxSeconds: 60 });
  });

  it('starts in its first mode unless it names a baseline', () => {
    expect(loadSmall(['scenario.yaml', 'baseline: calm\n', '']).baseline).toBe('calm');
    expect(loadSmall(['scenario.yaml', 'baseline: calm', 'baseline: wild']).baseline).toBe('wild');
  });

  it('may use anchors and merge keys', () => {
    const scenario = loadSmall(
      ['scenario.yaml', 'title: Small', 'title: &title Small'],
      ['scenario.yaml', 'title: Wild', 'title: *title'],
    );
    expect(scenario.modes[1]?.title).toBe('Small');
  });
});

describe('a scenario with several mistakes', () => {
  it('is told all of them at once, first things first, across its files', () => {
    expect(
      complaints(
        ['scenario.yaml', 'count: 1', 'count: many'],
        ['scenario.yaml', 'baseline: calm', 'baseline: clam'],
        ['scenario.yaml', 'reversals >= 3', 'reversal >= 3 '],
        ['scenario.yaml', 'key: w', 'key: z'],
        ['scenario.yaml', 'apply: []', 'apply: [vpa.yaml]'],
        ['hpa.yaml', '  name: worker\n', '  name: 5\n'],
      ),
    ).toEqual([
      'scenario.yaml:9:11: there is no mode "clam"; did you mean "calm"?',
      expect.stringMatching(/^scenario\.yaml:16:10: key "z" of mode "wild" is Harmony's own for "zoom"; free are /),
      'scenario.yaml:18:13: there is no file "vpa.yaml"; did you mean "hpa.yaml"?',
      'scenario.yaml:31:9: there is no figure "reversal"; did you mean "reversals"?',
      'scenario.yaml:39:32: "count" must be a number, not the text "many"',
      'hpa.yaml:4:9: "name" must be a text, not the number 5',
    ]);
  });

  it('has them as data too, with the exit code of bad usage', () => {
    const folder = writeSmall(['scenario.yaml', 'baseline: calm', 'baseline: clam']);
    const caught = (() => {
      try {
        return loadScenario(folder);
      } catch (error) {
        return error;
      }
    })();
    expect(caught).toBeInstanceOf(ScenarioError);
    expect(caught).toMatchObject({
      exitCode: 2,
      problems: [
        {
          file: join(folder, 'scenario.yaml'),
          line: 9,
          column: 11,
          message: 'there is no mode "clam"',
          tryThis: 'did you mean "calm"?',
        },
      ],
    });
  });

  it('is told about a manifest once, however many modes use it', () => {
    const twice = ['scenario.yaml', 'apply: []', 'apply: [hpa.yaml]'] as const;
    expect(complaints(twice, ['hpa.yaml', 'kind: HorizontalPodAutoscaler\n', ''])).toHaveLength(1);
    expect(
      complaints(twice, ['scenario.yaml', 'apply: [hpa.yaml]\n  - id', 'apply: [hpaa.yaml]\n  - id']),
    ).toHaveLength(1);
  });
});

it('a file that is no YAML at all is one complaint', () => {
  expect(complaintsAbout(writeFolder({ 'scenario.yaml': '\u0000\u0001{{{{' }))).toHaveLength(1);
  expect(complaintsAbout(writeFolder({ 'scenario.yaml': '# nothing yet\n' }))).toEqual([
    'scenario.yaml:1:1: the file is empty; begin with "apiVersion: harmony/v1"',
  ]);
});

describe('validation', () => {
  it('gives the title of what is right', () => {
    expect(validateScenario(writeSmall())).toEqual({ ok: true, title: 'Small' });
    expect(validateLayout('stage')).toEqual({ ok: true, title: 'Stage' });
  });

  it('gives what is wrong, ready to print', () => {
    const folder = writeSmall(['scenario.yaml', 'baseline: calm', 'baseline: clam']);
    const file = join(folder, 'scenario.yaml');
    expect(validateScenario(folder)).toMatchObject({
      ok: false,
      message: `${file}:9:11: there is no mode "clam"; did you mean "calm"?`,
    });
    expect(validateLayout('nowhere')).toMatchObject({ ok: false, problems: [] });
  });
});
