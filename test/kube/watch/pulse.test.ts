import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { ClusterError } from '../../../src/cluster/port.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';
import { ApiError } from '../../../src/kube/http/api-error.ts';
import { Pulse, pulseIntervals } from '../../../src/kube/watch/pulse.ts';

interface Question {
  readonly isFresh: boolean;
  readonly answer: () => void;
  readonly refuse: (error: ClusterError) => void;
  isGivenUp: boolean;
}

/** A pulse whose questions the test answers, and the time of a clock that only the test lets pass. */
function listen() {
  const clock = new VirtualClock(epochMs(0));
  const questions: Question[] = [];
  const said: (string | undefined)[] = [];
  let drops = 0;
  const pulse = new Pulse({
    clock,
    intervals: pulseIntervals,
    probe: (signal, isFresh) =>
      new Promise((answer, refuse) => {
        const question: Question = { isFresh, answer, refuse, isGivenUp: false };
        questions.push(question);
        signal.addEventListener('abort', () => {
          question.isGivenUp = true;
          refuse(new ClusterError(0, 'Closed', 'given up'));
        });
      }),
    dropConnections: () => {
      drops += 1;
    },
    server: () => 'server:6443',
  });
  pulse.subscribe((silence) => said.push(silence?.message));
  return {
    pulse,
    questions,
    said,
    drops: () => drops,
    waiting: () => clock.nextDueAt(),
    async pass(ms: number) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await clock.advanceTo(epochMs(clock.now() + ms));
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
}

describe('a pulse', () => {
  test('asks nothing while the server speaks, or while nobody listens', async () => {
    const { pulse, questions, pass } = listen();
    await pass(60_000);
    pulse.hold();
    for (let seconds = 0; seconds < 60; seconds += 1) {
      await pass(1000);
      pulse.heard();
    }
    expect(questions).toEqual([]);
  });

  test('asks a silent server on a kept connection, and is content with a quick answer or a refusal', async () => {
    const { pulse, questions, said, pass } = listen();
    pulse.hold();
    await pass(1500);
    questions[0]?.answer();
    await pass(1500);
    questions[1]?.refuse(new ApiError(403, 'Forbidden', 'no'));
    await pass(1000);
    expect(questions.map(({ isFresh }) => isFresh)).toEqual([false, false]);
    expect(said).toEqual([]);
  });

  test('says within three seconds that the server is silent, and asks on connections of their own from then on', async () => {
    const { pulse, questions, said, pass } = listen();
    pulse.hold();
    await pass(2900);
    expect(said).toEqual(['server:6443 has not answered for 3 s']);
    await pass(1500);
    expect(questions.map(({ isFresh }) => isFresh)).toEqual([false, true]);
  });

  test('drops connections when a later question is answered before an earlier one', async () => {
    const { pulse, questions, said, drops, pass } = listen();
    pulse.hold();
    await pass(3100);
    questions.at(-1)?.answer();
    await pass(0);
    expect(said.at(-1)).toBeUndefined();
    expect(drops()).toBe(1);
    expect(questions[0]?.isGivenUp).toBe(true);
  });

  test('calls a server slow whose answers come late and in order, until one is quick, and drops nothing', async () => {
    const { pulse, questions, said, drops, pass } = listen();
    pulse.hold();
    await pass(1500 + 5000);
    for (const question of questions.slice(0, -1)) question.answer();
    await pass(0);
    expect(said).toContain('server:6443 takes 5.0 s to answer');
    questions.at(-1)?.answer();
    await pass(1600);
    questions.at(-1)?.answer();
    await pass(0);
    expect(said.at(-1)).toBeUndefined();
    expect(drops()).toBe(0);
  });

  test('leaves nothing behind when nobody holds it any more', async () => {
    const { pulse, questions, waiting, pass } = listen();
    const letGo = pulse.hold();
    await pass(2000);
    letGo();
    letGo();
    await pass(0);
    expect(questions.every(({ isGivenUp }) => isGivenUp)).toBe(true);
    expect(waiting()).toBeUndefined();
  });
});
