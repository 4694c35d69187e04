import { describe, expect, it } from 'vitest';
import { publishLoad } from '../../../src/embedded/workload/load-command.ts';
import { simpleCommands } from '../../../src/embedded/workload/shell-words.ts';

const loadOf = (line: string) => publishLoad(line.split(' '));

describe('the load of a command', () => {
  it('is read from nats bench, flags in any order and both forms', () => {
    const line =
      'nats -s nats://nats:4222 bench --clients=60 js pub --msgs 6,000 meme.request --no-progress --stream MEMES';
    expect(loadOf(line)).toEqual({
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
    const commands = simpleCommands(['/bin/sh', '-ec', script], { SUBJECT: 'meme.request', MSGS: '4000' });
    expect(commands.map(publishLoad).filter((load) => load !== undefined)).toEqual([
      { subject: 'meme.request', messages: 4000, clients: 40, messageBytes: 2048, purge: true },
    ]);
  });

  it('has the defaults of nats bench', () => {
    expect(loadOf('nats bench js pub s')).toMatchObject({ messages: 100_000, clients: 1 });
  });

  it('is bounded by the sleep between messages of each client', () => {
    expect(loadOf('nats bench js pub s --msgs 10 --clients 4 --sleep 20ms')).toMatchObject({ ratePerSecond: 200 });
  });

  it('may be one line of assignments, as an annotation states it', () => {
    expect(loadOf('publish subject=meme.request messages=500 clients=5 ratePerSecond=50')).toEqual({
      subject: 'meme.request',
      messages: 500,
      clients: 5,
      messageBytes: 128,
      ratePerSecond: 50,
      purge: false,
    });
  });

  it.each(['sleep 10', 'nats bench pub x', 'echo nats bench js pub s', '', 'consume subject=x', 'publish messages=4'])(
    'is nothing for "%s"',
    (line) => {
      expect(loadOf(line)).toBeUndefined();
    },
  );
});
