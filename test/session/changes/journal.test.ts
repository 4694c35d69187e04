import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { standingOf } from '../../../src/session/journal/journal-standing.ts';
import { foundObjects } from '../../../src/session/journal/ledger.ts';
import { readJournal } from '../../../src/session/journal/read-journal.ts';
import { withoutCredentials } from '../../../src/session/journal/without-credentials.ts';
import { hpa } from '../objects.ts';
import { openRealRun, webCluster } from './real-run.ts';

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the journal of a run', () => {
  test('announces each change with the object as it was, and tells how it went', async () => {
    const run = openRealRun();
    const before = await run.behind.get({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      namespace: 'demo',
      name: 'manual',
    });
    await run.act({ type: 'flipMode', mode: 'keda' });
    await run.session.close();
    const [header, ...lines] = linesOf(run.journal.text);
    expect(header).toMatchObject({
      type: 'header',
      version: 1,
      context: 'kind-demo',
      namespace: 'demo',
      scenario: 'demo',
    });
    const told = lines.map(({ type, verb, outcome }) => [type, verb ?? outcome].filter(Boolean).join(' '));
    expect(told).toEqual([
      'found',
      'change delete',
      'outcome done',
      'change scale',
      'outcome done',
      'change create',
      'outcome done',
      'ended',
    ]);
    expect(lines[1]).toMatchObject({
      id: 1,
      at: '2025-01-01T00:00:00Z',
      ref: { kind: 'HorizontalPodAutoscaler', namespace: 'demo', name: 'manual' },
      before,
      fieldManager: 'harmony',
      context: 'kind-demo',
      namespace: 'demo',
      command: 'kubectl delete horizontalpodautoscaler manual -n demo',
    });
    expect(lines[5]).toMatchObject({ verb: 'create', before: null });
    expect(lines.at(-1)).toMatchObject({ outstanding: 3 });
  });

  test('has nothing of a run that changed nothing', async () => {
    const run = openRealRun();
    await run.behind.pass(10);
    await run.session.close();
    expect(run.journal.text).toBe('');
  });

  test('is needed: a change that cannot be written down is not made', async () => {
    const full = { append: () => Promise.reject(new Error('ENOSPC: no space left on device')) };
    const run = openRealRun({ journal: full });
    expect(await run.act({ type: 'flipMode', mode: 'keda' })).toEqual({
      ok: false,
      reason: 'ENOSPC: no space left on device',
    });
    expect(run.behind.writes.filter((write) => !write.includes('Lease'))).toEqual([]);
  });
});

describe('a journal that is read', () => {
  test('may be cut anywhere after its header: whole lines count', async () => {
    const run = openRealRun();
    await run.act({ type: 'flipMode', mode: 'keda' });
    const { text } = run.journal;
    const headerEnd = text.indexOf('\n');
    for (let end = headerEnd; end <= text.length; end += 1) {
      const cut = text.slice(0, end);
      const whole = cut
        .split('\n')
        .slice(1)
        .filter((line) => line.endsWith('}') && isJson(line));
      expect(readJournal(cut).lines).toHaveLength(whole.length);
    }
  });

  test('goes on after a cut line', async () => {
    const run = openRealRun();
    await run.act({ type: 'flipMode', mode: 'keda' });
    const lines = run.journal.text.trimEnd().split('\n');
    const cut = [...lines.slice(0, 3), lines[3]?.slice(0, 20), ...lines.slice(4)].join('\n');
    expect(readJournal(cut)).toMatchObject({ cutLines: 1, lines: { length: lines.length - 2 } });
  });

  test.each([
    ['', 'it does not begin with the header of a journal'],
    ['{"type":"header"', 'it does not begin with the header of a journal'],
    ['{"at":1,"kind":"sample"}\n', 'it does not begin with the header of a journal'],
  ])('is none: %j', (text, message) => {
    expect(() => readJournal(text)).toThrow(message);
  });

  test('of a later version is refused', async () => {
    const run = openRealRun();
    await run.act({ type: 'scale', replicas: 2 });
    expect(() => readJournal(run.journal.text.replace('"version":1', '"version":2'))).toThrow(
      'it has version 2, and this program reads up to 1: a newer harmony has written it',
    );
  });

  test('tells of each object how it was found first, since it was last put back', async () => {
    const run = openRealRun();
    await run.act({ type: 'scale', replicas: 2 });
    await run.act({ type: 'scale', replicas: 3 });
    const content = () => readJournal(run.journal.text);
    expect(foundObjects(content().lines)).toMatchObject([{ ref: { name: 'web' }, replicas: 4 }]);
    expect(standingOf(content())).toBe('interrupted');
    expect(await run.act({ type: 'restore' })).toEqual({ ok: true });
    expect([foundObjects(content().lines), standingOf(content())]).toEqual([[], 'nothing']);
    await run.act({ type: 'scale', replicas: 5 });
    await run.session.close();
    expect(standingOf(content())).toBe('kept');
  });
});

describe('credentials', () => {
  const job = (value: string): KubernetesObject => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'burst', namespace: 'demo' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'c',
              env: [
                { name: 'NATS_PASSWORD', value },
                { name: 'URL', value: `nats://me:${value}@nats:4222` },
              ],
            },
          ],
        },
      },
    },
  });

  test('are taken out of what is written down, and where they were is told', () => {
    const { object, redacted } = withoutCredentials(job('hunter2'));
    expect(JSON.stringify(object)).not.toContain('hunter2');
    expect(redacted).toEqual([
      'spec.template.spec.containers[0].env[0].value',
      'spec.template.spec.containers[0].env[1].value',
    ]);
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: 'aHVudGVyMg==' } };
    expect(withoutCredentials(secret)).toEqual({ object: { ...secret, data: '[redacted]' }, redacted: ['data'] });
  });

  test('leave an object without any alone', () => {
    const object = hpa('manual');
    expect(withoutCredentials(object)).toEqual({ object, redacted: [] });
  });

  test('in a finished Job do not hinder its replacement, and are not in the journal', async () => {
    const behind = webCluster();
    behind.put(job('hunter2'));
    const run = openRealRun({}, behind);
    expect(await run.act({ type: 'startLoad', load: 'burst' })).toEqual({ ok: true });
    expect(run.journal.text).toContain('"verb":"delete"');
    expect(run.journal.text).not.toContain('hunter2');
  });

  test('in an object that could then not be put back keep it from being changed', async () => {
    const behind = webCluster();
    const manual = hpa('manual');
    behind.put({ ...manual, metadata: { ...manual.metadata, annotations: { 'example.com/token': 'hunter2' } } });
    const run = openRealRun({}, behind);
    const outcome = await run.act({ type: 'flipMode', mode: 'keda' });
    expect(outcome).toMatchObject({
      ok: false,
      reason: expect.stringContaining('HorizontalPodAutoscaler manual is left as it is: it holds a credential'),
    });
    expect(behind.writes.filter((write) => !write.includes('Lease'))).toEqual([]);
    expect(JSON.stringify([outcome, run.session.store.getState().actions, run.journal.text])).not.toContain('hunter2');
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
