import { describe, expect, test } from 'vitest';
import { Allowance } from '../../src/attach/allowance.ts';
import { LineSplitter, LineTooLong } from '../../src/attach/line-splitter.ts';
import { readViewerMessage } from '../../src/attach/read-viewer-message.ts';

describe('lines', () => {
  test.each([
    [['{"a":1}\n'], ['{"a":1}']],
    [
      ['{"a"', ':1}', '\n{}\n{'],
      ['{"a":1}', '{}'],
    ],
    [['\n\n', 'x\n'], ['x']],
    [['é'.slice(0, 1), '\n'], ['é']],
  ])('of the pieces %j are %j', (pieces, lines) => {
    const splitter = new LineSplitter(100);
    expect(pieces.flatMap((piece) => [...splitter.push(Buffer.from(piece))])).toEqual(lines);
  });

  test('may be cut within a character', () => {
    const splitter = new LineSplitter(100);
    const bytes = Buffer.from('"→"\n');
    expect([...bytes].flatMap((byte) => [...splitter.push(Buffer.from([byte]))])).toEqual(['"→"']);
  });

  test('that never end are not held', () => {
    const splitter = new LineSplitter(100);
    expect([...splitter.push(Buffer.alloc(100, 'x'))]).toEqual([]);
    expect(() => [...splitter.push(Buffer.from('x'))]).toThrow(LineTooLong);
  });

  test('before one that is too long are read', () => {
    const splitter = new LineSplitter(10);
    const read: string[] = [];
    expect(() => {
      for (const line of splitter.push(Buffer.from(`short\n${'x'.repeat(11)}\n`))) read.push(line);
    }).toThrow(LineTooLong);
    expect(read).toEqual(['short']);
  });
});

describe('an allowance', () => {
  test('is so much at once, and so much a second', () => {
    const allowance = new Allowance(3, 2, 0);
    const taken = (atMs: number, count: number) => Array.from({ length: count }, () => allowance.take(atMs));
    expect(taken(0, 4)).toEqual([true, true, true, false]);
    expect(taken(499, 1)).toEqual([false]);
    expect(taken(1000, 3)).toEqual([true, true, false]);
    expect(taken(60_000, 4)).toEqual([true, true, true, false]);
  });
});

describe('messages of viewers', () => {
  test.each([
    { type: 'hello', version: 1, role: 'view' },
    { type: 'dispatch', id: 1, action: { type: 'flipMode', mode: 'conflict' } },
    { type: 'dispatch', id: 2, action: { type: 'goToAct', act: 1 } },
    { type: 'dispatch', id: 3, action: { type: 'nextCue' } },
    { type: 'confirm', action: { type: 'startLoad', load: 'burst' } },
    { type: 'takeOver', id: 4 },
    { type: 'cancelWaiting' },
    { type: 'playback', step: { type: 'skip', byMs: -5000 } },
  ])('are read: %j', (message) => {
    expect(readViewerMessage(JSON.stringify(message))).toEqual(message);
  });

  test.each([
    '',
    'hello',
    'null',
    '[]',
    '{"type":"hello"}',
    '{"type":"hello","version":1,"role":"root"}',
    '{"type":"dispatch","id":1,"action":{"type":"exec","command":"rm"}}',
    '{"type":"dispatch","id":1,"action":{"type":"nextCue","more":1}}',
    '{"type":"dispatch","id":-1,"action":{"type":"nextCue"}}',
    '{"type":"dispatch","action":{"type":"nextCue"}}',
    '{"type":"playback","step":{"type":"changeSpeed","by":1000}}',
  ])('that are none are told apart: %j', (line) => {
    expect(readViewerMessage(line)).toBeUndefined();
  });
});
