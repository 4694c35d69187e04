import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { grafanaChoice } from '../../../src/cli/grafana-options.ts';
import { GrafanaTeller } from '../../../src/cli/grafana-teller.ts';
import type { LoadProgress, Observation } from '../../../src/session/observation.ts';
import { act, demoScenario } from '../../session/demo-scenario.ts';
import { freePort } from '../../support/free-port.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { runProgram } from '../invoke.ts';
import { GrafanaServer, token } from './grafana-server.ts';

const scenario = demoScenario([act('one'), act('two', { mode: 'both' })]);
const at = (seconds: number) => epochMs(1_700_000_000_000 + seconds * 1000);
const seen = { source: 'session' } as const;

function mode(seconds: number, phase: 'applying' | 'applied' | 'failed'): Observation {
  return { ...seen, at: at(seconds), kind: 'modeChanged', mode: 'keda', phase };
}

function load(seconds: number, state: LoadProgress['state']): Observation {
  return { ...seen, at: at(seconds), kind: 'loadChanged', load: { id: 'burst', state, startedAt: at(20) } };
}

function director(seconds: number, number: number, cue: number, isOver = false): Observation {
  const position = { act: number, cue, autopilot: false, ...(isOver && { talkEndedAt: at(seconds) }) };
  return { ...seen, at: at(seconds), kind: 'director', position };
}

/** A teller with the server's address, and what it said. */
function tellerOf(server: GrafanaServer) {
  const said: string[] = [];
  const grafana = { url: server.url, token: { env: 'HARMONY_GRAFANA_TOKEN' } };
  const teller = new GrafanaTeller({ grafana, scenario, tell: (text) => said.push(text) });
  return { teller, said };
}

beforeEach(() => {
  vi.stubEnv('HARMONY_GRAFANA_TOKEN', token);
  onTestFinished(() => void vi.unstubAllEnvs());
});

describe('a Grafana that listens', () => {
  test('gets modes, loads and acts once each, at their time, with their kind as a tag', async () => {
    await using server = await GrafanaServer.start();
    const { teller, said } = tellerOf(server);
    const course = [
      mode(0, 'applied'),
      director(5, 0, -1),
      director(8, 0, 0),
      mode(10, 'applying'),
      mode(12, 'applied'),
      load(20, 'starting'),
      load(21, 'running'),
      load(22, 'running'),
      load(40, 'complete'),
      load(41, 'complete'),
      director(50, 1, -1),
      mode(60, 'failed'),
      director(90, 1, -1, true),
      director(91, 1, -1, true),
    ];
    for (const observation of course) teller.observe(observation);
    await teller.close();
    const annotation = (seconds: number, kind: string, text: string) => ({
      time: at(seconds),
      tags: ['harmony', 'demo', kind],
      text,
    });
    expect(server.received).toEqual([
      annotation(5, 'act', 'act 1: one'),
      annotation(10, 'mode', 'mode keda'),
      annotation(20, 'load', 'load Burst started'),
      annotation(40, 'load', 'load Burst complete'),
      annotation(50, 'act', 'act 2: two'),
      annotation(60, 'mode', 'mode keda could not be entered'),
      annotation(90, 'act', 'talk over'),
    ]);
    expect(server.problems).toEqual([]);
    expect(said).toEqual([]);
  });

  test('gets later what it could not take, and the failure is said once', async () => {
    await using server = await GrafanaServer.start();
    const { teller, said } = tellerOf(server);
    server.trouble = 'unavailable';
    teller.observe(director(1, 0, -1));
    await vi.waitFor(() => expect(said).toHaveLength(1));
    teller.observe(mode(2, 'applying'));
    await new Promise((resolve) => void setImmediate(resolve));
    server.trouble = 'none';
    await teller.close();
    expect(server.received.map(({ text }) => text)).toEqual(['act 1: one', 'mode keda']);
    expect(said).toEqual([
      expect.stringMatching(/^Grafana was not told: 127\.0\.0\.1:\d+ answers with HTTP 503: database is locked$/),
    ]);
  });
});

describe('a Grafana in trouble', () => {
  test('never sees the end of a run waiting for it, and its token in no message', async () => {
    await using server = await GrafanaServer.start();
    const { teller, said } = tellerOf(server);
    server.trouble = 'echo';
    teller.observe(director(1, 0, -1));
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(said[0]).toMatch(/HTTP 400: bad header/);
    server.trouble = 'redirect';
    teller.observe(mode(2, 'applying'));
    await vi.waitFor(() => expect(said).toHaveLength(2));
    expect(said[1]).toMatch(/sends to another address/);
    server.trouble = 'silent';
    teller.observe(director(3, 1, -1));
    await teller.close();
    expect(said).toHaveLength(3);
    expect(said.join()).not.toContain(token);
    expect(server.received).toEqual([]);
  });

  test('is said to refuse a token that is not its own', async () => {
    await using server = await GrafanaServer.start();
    vi.stubEnv('HARMONY_GRAFANA_TOKEN', 'glsa_other');
    const { teller, said } = tellerOf(server);
    teller.observe(director(1, 0, -1));
    await teller.close();
    expect(said).toEqual([expect.stringMatching(/HTTP 401: Invalid API key/)]);
  });
});

describe('the flags', () => {
  const env = { HARMONY_GRAFANA_TOKEN: token };

  test('name an address and where the token is', () => {
    expect(grafanaChoice({}, env)).toBeUndefined();
    const url = 'https://grafana.example.com';
    expect(grafanaChoice({ grafana: url }, env)).toEqual({ url, token: { env: 'HARMONY_GRAFANA_TOKEN' } });
    expect(grafanaChoice({ grafana: url, grafanaTokenFile: '/t' }, {})).toEqual({ url, token: { file: '/t' } });
  });

  test.each([
    [{ grafana: 'grafana.example.com' }, 'an http or https address'],
    [{ grafana: 'https://admin:secret@grafana.example.com' }, 'takes no login in the address'],
    [{ grafanaTokenFile: '/t' }, 'is for a Grafana that is not named'],
  ])('%j is refused', (flags, message) => {
    expect(() => grafanaChoice(flags, env)).toThrow(message);
  });

  test('want a token', () => {
    expect(() => grafanaChoice({ grafana: 'https://grafana.example.com' }, {})).toThrow(
      'there is no token for Grafana',
    );
  });
});

describe('harmony run --grafana', () => {
  test('annotates the talk, with the token from a file', async () => {
    await using server = await GrafanaServer.start();
    const folder = scratchFolder();
    const file = join(folder, 'token');
    writeFileSync(file, `${token}\n`);
    chmodSync(file, 0o600);
    vi.stubEnv('XDG_STATE_HOME', folder);
    const flags = ['--grafana', server.url, '--grafana-token-file', file];
    const run = await runProgram('run', '--plain', '--autopilot', '--speed', 'max', ...flags);
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
    expect(server.problems).toEqual([]);
    const texts = (kind: string) => server.received.filter(({ tags }) => tags?.includes(kind)).map(({ text }) => text);
    expect(texts('act')).toHaveLength(6);
    expect(texts('act').at(-1)).toBe('talk over');
    expect(texts('mode')).toContain('mode HPA against KEDA');
    expect(texts('load').length).toBeGreaterThan(1);
  });

  test('goes on without a Grafana that is not there, and says so', async () => {
    const folder = scratchFolder();
    vi.stubEnv('XDG_STATE_HOME', folder);
    const address = `127.0.0.1:${await freePort()}`;
    const flags = ['--autopilot', '--speed', 'max', '--grafana', `http://${address}`];
    const run = await runProgram('run', '--plain', ...flags);
    expect(run.status).toBe(0);
    expect(run.stdout).toContain(`Grafana was not told: connection refused: nothing listens at ${address}`);
    expect(run.stdout + run.stderr).not.toContain(token);
  });
});
