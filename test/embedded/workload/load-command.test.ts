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
      mode: 'synchronous',
    });
  });

  it('is found in the script of a shell, with variables, quotes and continued lines', () => {
    const script = `set -e
      echo "starting; now"
      FOO=1 exec nats bench js pub sync "$SUBJECT" \\
        --msgs=\${MSGS} --clients '40' --size 2KiB --purge && echo done`;
    const commands = simpleCommands(['/bin/sh', '-ec', script], { SUBJECT: 'meme.request', MSGS: '4000' });
    expect(commands.map(publishLoad).filter((load) => load !== undefined)).toEqual([
      { subject: 'meme.request', messages: 4000, clients: 40, messageBytes: 2048, purge: true, mode: 'synchronous' },
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
      mode: 'synchronous',
    });
  });

  it.each([
    ['nats bench js pub async s', 'asynchronous'],
    ['nats bench js pub batch s --batch 100 --create', 'batched'],
    ['nats bench js pub sync s', 'synchronous'],
    ['nats bench pub s -s nats://nats:4222', 'core'],
    ['nats bench core pub s', 'core'],
    ['nats bench s --pub 3 --msgs 100', 'core'],
    ['nats bench s --js --pub=3 --purge', 'asynchronous'],
    ['nats bench s --js --pub 3 --syncpub', 'synchronous'],
  ])('%s publishes to s, %s', (line, mode) => {
    expect(loadOf(line)).toMatchObject({ subject: 's', mode });
  });

  it('has as many clients as the older form has publishers', () => {
    const line = 'nats --server nats:4222 bench s --js --pub 3 --msgs=900 --pubsleep 30ms';
    expect(loadOf(line)).toMatchObject({ clients: 3, messages: 900, ratePerSecond: 100 });
  });

  it.each([
    'sleep 10',
    'nats bench s --sub 3',
    'nats bench js sub s',
    'nats pub s x',
    'echo nats bench js pub s',
    '',
    'consume subject=x',
    'publish messages=4',
  ])('is nothing for "%s"', (line) => {
    expect(loadOf(line)).toBeUndefined();
  });
});
