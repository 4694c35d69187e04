import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { limits, protocolVersion } from '../../src/attach/protocol.ts';
import { recordedRun } from '../recording/support/recorded-run.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { openStage, saidBy, type TestStage } from './support/stage.ts';

const hello = { type: 'hello', version: protocolVersion, role: 'drive' };

async function openRun() {
  const folder = scratchFolder();
  const run = await recordedRun(folder);
  const stage = await openStage(run.session, folder);
  onTestFinished(async () => {
    await stage[Symbol.asyncDispose]();
    await run.close();
  });
  return { run, stage };
}

/** All that a stage says to who sends it these lines, until it hangs up. */
async function answersTo(
  { path }: TestStage,
  ...lines: readonly unknown[]
): Promise<readonly Record<string, unknown>[]> {
  const socket = createConnection(path);
  let heard = '';
  socket.on('data', (piece: Buffer) => {
    heard += piece.toString();
  });
  socket.write(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  // Who is cut off while writing gets an error before the end.
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return heard
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('who does not speak as a viewer', () => {
  test.each([
    ['says no hello', [{ type: 'cancelWaiting' }], 'the first line has to be a hello'],
    ['speaks another version', [{ ...hello, version: 99, more: true }], /speaks version 1 .* asked in version 99/],
    ['sends something else', ['GET / HTTP/1.1'], 'a line that is no message of a viewer'],
    ['sends a line that is too long', ['x'.repeat(limits.lineBytes + 1)], /a line has at most 16384 bytes/],
  ])('%s: one error, and the end', async (_, lines, reason) => {
    const { stage } = await openRun();
    const said = await answersTo(stage, ...lines);
    expect(said).toEqual([
      { type: 'error', reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) },
    ]);
    await vi.waitFor(() => expect(stage.door.viewers).toBe(0));
  });

  test('asks for things as who only looks on: one error, and the end', async () => {
    const { run, stage } = await openRun();
    const before = run.session.store.getState().director;
    const said = await answersTo(
      stage,
      { ...hello, role: 'view' },
      { type: 'dispatch', id: 1, action: { type: 'nextCue' } },
      { type: 'dispatch', id: 2, action: { type: 'nextCue' } },
    );
    expect(said.map(({ type }) => type)).toEqual(['hello', 'error']);
    expect(run.session.store.getState().director).toBe(before);
  });

  test('asks for more than anybody types: cut off, and others stay', async () => {
    const { stage } = await openRun();
    const other = await stage.attach('drive');
    const flood = Array.from({ length: 10_000 }, () => ({ type: 'cancelWaiting' }));
    const said = await answersTo(stage, hello, ...flood);
    expect(said.map(({ type }) => type)).toEqual(['hello', 'error']);
    expect(said[1]).toMatchObject({ reason: 'too many messages at once' });
    expect(other.session.refusal({ type: 'goToAct', act: 0 })).toBeUndefined();
    expect(stage.door.viewers).toBe(1);
  });

  test('comes when there are enough viewers: not let in', async () => {
    const { stage } = await openRun();
    for (let count = 0; count < limits.viewers; count += 1) await stage.attach('view');
    await expect(stage.attach('view')).rejects.toThrow(/16 terminals are attached already/);
  });
});

describe('who comes again and again', () => {
  test('finds the door closed for a while, and others stay', async () => {
    const { run, stage } = await openRun();
    const other = await stage.attach('drive');
    const comeAndGo = async () => (await answersTo(stage, 'nonsense')).length;
    await expect(
      (async () => {
        for (let count = 0; count <= limits.arrivalBurst; count += 1) await comeAndGo();
      })(),
    ).rejects.toThrow();
    await expect(stage.attach('view')).rejects.toThrow(/ENOENT|ECONNREFUSED/);
    await run.play(1);
    stage.sendFrames();
    await vi.waitFor(() => expect(other.session.now()).toBe(run.session.now()));
    stage.passMs(2000);
    stage.wake();
    await vi.waitFor(async () => expect((await stage.attach('view')).session.now()).toBe(run.session.now()));
    expect(statSync(stage.path).mode & 0o777).toBe(0o600);
  });
});

describe('a viewer that does not read', () => {
  test('has no more kept for it than one frame, and catches up when it does', async () => {
    const { run, stage } = await openRun();
    const socket = await sleeper(stage);
    const awake = await stage.attach('view');
    // More than the sockets of any system hold.
    for (let step = 0; step < 60; step += 1) {
      await run.play(5);
      stage.sendFrames();
    }
    await vi.waitFor(() => expect(awake.session.now()).toBe(run.session.now()));
    const heardAtOnce = await heardUntil(socket, stage, run.session.now());
    expect(heardAtOnce.frames).toBeLessThan(60);
    expect(saidBy(awake.session.getState())).toEqual(saidBy(run.session.store.getState()));
  });

  test('does not keep the door open', async () => {
    const { run, stage } = await openRun();
    const socket = await sleeper(stage);
    await run.play(5);
    stage.sendFrames();
    stage.door.close();
    expect(stage.door.viewers).toBeLessThanOrEqual(1);
    socket.resume();
    await once(socket, 'close');
    expect(stage.door.viewers).toBe(0);
  });
});

/** A viewer that says hello and then reads nothing. */
async function sleeper({ path, door }: TestStage): Promise<Socket> {
  const socket = createConnection(path);
  socket.write(`${JSON.stringify(hello)}\n`);
  await once(socket, 'readable');
  await vi.waitFor(() => expect(door.viewers).toBeGreaterThan(0));
  return socket;
}

/** Reads on until the stage's present moment has come. */
async function heardUntil(socket: Socket, stage: TestStage, now: number): Promise<{ readonly frames: number }> {
  let heard = '';
  socket.on('data', (piece: Buffer) => {
    heard += piece.toString();
  });
  await vi.waitFor(() => {
    stage.sendFrames();
    expect(heard).toContain(`"now":${now}`);
  });
  socket.destroy();
  return { frames: heard.split('\n').filter((line) => line.startsWith('{"type":"frame"')).length };
}
