import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { MouseReport } from '../../../src/ui/input/mouse-report.ts';
import { TerminalInput } from '../../../src/ui/input/terminal-input.ts';
import { HandTimers } from '../support/hand-timers.ts';

/** A terminal that writes down what is asked of it. */
class Source extends PassThrough {
  readonly asked: string[] = [];
  setRawMode(raw: boolean): void {
    this.asked.push(raw ? 'raw' : 'cooked');
  }
  ref(): void {
    this.asked.push('ref');
  }
  unref(): void {
    this.asked.push('unref');
  }
}

function open() {
  const source = new Source();
  const timers = new HandTimers();
  const input = new TerminalInput(source, timers);
  const mouse: MouseReport[] = [];
  let keys = '';
  input.onMouse = (report) => mouse.push(report);
  input.setEncoding('utf8');
  input.on('readable', () => {
    keys += input.read() ?? '';
  });
  const send = async (text: string) => {
    source.write(text);
    await turn();
    await turn();
  };
  return { source, timers, input, mouse, send, keys: () => keys };
}

test('keys are read from it, and mouse reports go elsewhere', async () => {
  const { send, keys, mouse } = open();
  await send('a\x1b[<0;5;6Mé');
  expect(keys()).toBe('aé');
  expect(mouse).toEqual([{ kind: 'press', column: 4, row: 5 }]);
});

test('Esc is a key when nothing follows it soon', async () => {
  const { send, keys, timers } = open();
  await send('\x1b');
  expect(keys()).toBe('');
  timers.elapse();
  await turn();
  expect(keys()).toBe('\x1b');
});

test('an arrow in two pieces is an arrow', async () => {
  const { send, keys } = open();
  await send('\x1b');
  await send('[A');
  expect(keys()).toBe('\x1b[A');
});

test('the modes of the terminal are the terminal’s, and closed it takes nothing more', async () => {
  const { input, source, send, keys, timers } = open();
  input.setRawMode(true).ref().unref();
  expect(source.asked).toEqual(['raw', 'ref', 'unref']);
  await send('\x1b');
  input.close();
  expect(timers.delays.size).toBe(0);
  await send('x');
  expect(keys()).toBe('');
  expect(source.listenerCount('data')).toBe(0);
});
