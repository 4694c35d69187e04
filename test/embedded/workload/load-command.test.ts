import { describe, expect, it } from 'vitest';
import type { Container } from '../../../src/autoscaling/objects.ts';
import { loadOfAnnotation, loadOfContainer } from '../../../src/embedded/workload/load-command.ts';

const container = (command: readonly string[], changes: Partial<Container> = {}): Container => ({
  name: 'load',
  command,
  ...changes,
});

describe('the load of a container', () => {
  it('is read from nats bench, flags in any order and both forms', () => {
    const words =
      'nats -s nats://nats:4222 bench --clients=60 js pub --msgs 6,000 meme.request --no-progress --stream MEMES';
    expect(loadOfContainer(container(words.split(' ')))).toEqual({
      subject: 'meme.request',
      stream: 'MEMES',
      messages: 6000,
      clients: 60,
      messageBytes: 128,
      purge: false,
    });
  });

  it('is found in the script of a shell, with variables, quotes and continued lines', () => {
    const script = `set -e
      echo "starting; now"
      FOO=1 exec nats bench js pub sync "$SUBJECT" \\
        --msgs=\${MSGS} --clients '40' --size 2KiB --purge && echo done`;
    const env = [
      { name: 'SUBJECT', value: 'meme.request' },
      { name: 'MSGS', value: '4000' },
    ];
    expect(loadOfContainer(container(['/bin/sh', '-ec'], { args: [script], env }))).toEqual({
      subject: 'meme.request',
      messages: 4000,
      clients: 40,
      messageBytes: 2048,
      purge: true,
    });
  });

  it('has the defaults of nats bench', () => {
    expect(loadOfContainer(container(['nats', 'bench', 'js', 'pub', 's']))).toMatchObject({
      messages: 100_000,
      clients: 1,
    });
  });

  it('is bounded by the sleep between messages of each client', () => {
    const words = 'nats bench js pub s --msgs 10 --clients 4 --sleep 20ms'.split(' ');
    expect(loadOfContainer(container(words))).toMatchObject({ ratePerSecond: 200 });
  });

  it.each([[['sleep', '10']], [['nats', 'bench', 'pub', 'x']], [['sh', '-c', 'echo nats bench js pub s']], [[]]])(
    'is nothing for %j',
    (command) => {
      expect(loadOfContainer(container(command))).toBeUndefined();
    },
  );
});

describe('the load of an annotation', () => {
  it('is one line of assignments', () => {
    const text = 'publish subject=meme.request messages=500 clients=5 ratePerSecond=50';
    expect(loadOfAnnotation(text)).toEqual({
      subject: 'meme.request',
      messages: 500,
      clients: 5,
      messageBytes: 128,
      ratePerSecond: 50,
      purge: false,
    });
  });

  it.each(['', 'consume subject=x', 'publish messages=4'])('is nothing for "%s"', (text) => {
    expect(loadOfAnnotation(text)).toBeUndefined();
  });
});
