import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, assume } from '../../../src/cli/scenarios-new/answers.ts';
import { freshScenario } from '../../../src/cli/scenarios-new/fresh-scenario.ts';
import { writeScenario } from '../../../src/cli/scenarios-new/write-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { ShellTerminal } from '../../terminal/shell.ts';
import { runProgram } from '../invoke.ts';

describe('harmony scenarios new', () => {
  test('writes a scenario that validates and whose expectations hold', async () => {
    const folder = scratchFolder();
    const written = await runProgram('scenarios', 'new', 'my-demo', '--dir', folder);
    expect(written).toMatchObject({ status: 0, stderr: '' });
    expect(written.stdout).toContain(`Play it: harmony run ${join(folder, 'my-demo')}`);
    expect(await runProgram('scenarios', 'validate', join(folder, 'my-demo'))).toMatchObject({ status: 0, stderr: '' });
    const rehearsed = await runProgram('rehearse', join(folder, 'my-demo'), '--json');
    expect(rehearsed.status).toBe(0);
    const course = JSON.parse(rehearsed.stdout) as { met: boolean; acts: { id: string; replicas: { peak: number } }[] };
    expect(course.met).toBe(true);
    expect(course.acts.map(({ id }) => id)).toEqual(['calm', 'rush']);
    expect(course.acts[1]?.replicas.peak).toBeGreaterThan(1);
  });

  test('takes every answer as a flag', async () => {
    const folder = scratchFolder();
    const flags = [
      '--title',
      'Checkout: "all of it"',
      '-n',
      'shop',
      '--workload',
      'checkout',
      '--min',
      '2',
      '--max',
      '12',
    ];
    const args = ['scenarios', 'new', 'x', '--dir', folder, ...flags, '--cpu', '70'];
    expect(await runProgram(...args)).toMatchObject({ status: 0, stderr: '' });
    const { title, target, modes } = loadScenario(join(folder, 'x'));
    expect({ title, target: target.namespace, workload: target.workloads[0]?.name }).toEqual({
      title: 'Checkout: "all of it"',
      target: 'shop',
      workload: 'checkout',
    });
    expect(modes.find(({ id }) => id === 'cpu')?.apply[0]?.object.spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 12,
      metrics: [{ resource: { target: { averageUtilization: 70 } } }],
    });
  });

  const refused: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['My_Demo'], /a scenario cannot be "My_Demo"/],
    [['x', '--min', '5', '--max', '5'], /replicas cannot go from 5 to 5[\s\S]*the smaller one first/],
    [['x', '--cpu', '100'], /cannot aim at 100 %/],
    [['x', '--min', 'few'], /'few' is invalid\. It is a whole number\./],
    [['x', '--workload', 'Web'], /Deployment cannot be "Web"/],
    [['x', '--context', 'kind-x'], /--context says which cluster to read[\s\S]*--from-namespace NAME/],
    [['x', '--from-namespace', 'a', '--max', '4'], /--max and --from-namespace contradict/],
    [['x', '--from-namespace', 'a', '--kubeconfig', '/nowhere'], /\/nowhere does not exist/],
  ];
  test.each(refused)('%j is refused and leaves nothing behind', async (args, message) => {
    const folder = scratchFolder();
    const { status, stdout, stderr } = await runProgram('scenarios', 'new', ...args, '--dir', folder);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(existsSync(join(folder, args[0] ?? ''))).toBe(false);
  });

  test('overwrites nothing', async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine/notes.txt'), 'kept');
    const { status, stderr } = await runProgram('scenarios', 'new', 'mine', '--dir', folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/mine is there already\nChoose another name/);
    expect(existsSync(join(folder, 'mine/notes.txt'))).toBe(true);
  });
});

describe('the questions', () => {
  test('are those that no flag answered, and an empty line takes what is in brackets', async () => {
    const [input, asked] = [new PassThrough(), [] as string[]];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        asked.push(chunk.toString());
        // The next answer is typed once the next question stands there.
        if (/\]: $/.test(chunk.toString())) input.write(asked.length === 1 ? 'My talk\n' : '\n');
        done();
      },
    });
    const answers = await ask('demo', { workload: 'api', cpuPercent: 50 }, { input, output });
    expect(answers).toEqual({ ...assume('demo', { workload: 'api', cpuPercent: 50 }), title: 'My talk' });
    expect(asked.join('')).toBe('Title [demo]: Namespace [demo]: Fewest replicas [1]: Most replicas [8]: ');
  });
});

describe('the questions in a terminal', () => {
  const launcher = join(import.meta.dirname, '../../../bin/harmony.js');
  const args = [process.execPath, launcher, 'scenarios', 'new', 'talk', '--title', 'T', '-n', 'talk', '--min', '2'];

  test('are asked one after the other', async () => {
    const folder = scratchFolder();
    await using terminal = new ShellTerminal(args, { cwd: folder });
    await terminal.waitForText('Deployment that is scaled [web]:');
    terminal.type('api\r');
    await terminal.waitForText('Most replicas [8]:');
    terminal.type('\r');
    await terminal.waitForText('percent of the request [60]:');
    terminal.type('75\r');
    await terminal.waitForText('wrote talk/scenario.yaml');
    expect(await terminal.endOfProgram()).toBe(0);
    const { target, modes } = loadScenario(join(folder, 'talk'));
    expect(target.workloads).toEqual([{ kind: 'Deployment', name: 'api' }]);
    expect(modes[1]?.apply[0]?.object.spec).toMatchObject({ minReplicas: 2, maxReplicas: 8 });
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['the end of the input', '\u0004'],
  ])('end with %s, and nothing is written', async (_name, typed) => {
    const folder = scratchFolder();
    await using terminal = new ShellTerminal(args, { cwd: folder });
    await terminal.waitForText('Deployment that is scaled [web]:');
    terminal.type(typed);
    await terminal.waitForText('error: cancelled; nothing was written');
    expect(await terminal.endOfProgram()).toBe(1);
    expect(existsSync(join(folder, 'talk'))).toBe(false);
  });
});

test('whatever is answered, the scenario is valid', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/),
    fc.constantFrom('y', 'no', 'null', 'true', '0x1f', '1e3', '0o7', '12'),
  );
  const answers = fc.record({
    title: fc.string({ minLength: 1 }),
    namespace: name,
    workload: name,
    minReplicas: fc.integer({ min: 1, max: 50 }),
    maxReplicas: fc.integer({ min: 51, max: 100 }),
    cpuPercent: fc.integer({ min: 1, max: 95 }),
  });
  const folder = scratchFolder();
  let count = 0;
  fc.assert(
    fc.property(answers, (given) => {
      writeScenario(join(folder, `s${count++}`), freshScenario('demo', assume('demo', given)));
    }),
    { numRuns: 100 },
  );
  expect(count).toBeGreaterThanOrEqual(100);
});
