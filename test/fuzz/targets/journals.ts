import { JournalError, readJournal } from '../../../src/session/journal/read-journal.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';

const at = '2025-10-01T09:00:00Z';
const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'web' };
const before = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 2 } };
const lines = [
  {
    type: 'header',
    version: 1,
    at,
    context: 'kind',
    cluster: 'uid',
    namespace: 'demo',
    scenario: 's',
    holder: 'a@h pid 1',
    host: 'h',
    pid: 1,
  },
  { type: 'found', at, ref, replicas: 2 },
  {
    type: 'change',
    id: 1,
    at,
    verb: 'apply',
    ref,
    before,
    fieldManager: 'harmony',
    context: 'kind',
    command: 'kubectl apply',
  },
  { type: 'outcome', id: 1, at, outcome: 'done' },
  {
    type: 'change',
    id: 2,
    at,
    verb: 'create',
    ref,
    before: null,
    redacted: ['data.x'],
    fieldManager: 'harmony',
    context: 'kind',
    command: 'kubectl create',
  },
  { type: 'outcome', id: 2, at, outcome: 'failed', message: 'no' },
  { type: 'restored', at },
  { type: 'ended', at, outstanding: 0 },
];

/** Journals, as `harmony restore` finds them. */
export const journals: FuzzTarget = {
  name: 'journal lines',
  seeds: [lines.map((line) => JSON.stringify(line)).join('\n')],
  structure: 'lines of json',
  words: [
    '{"type":"header"',
    '"change"',
    '"before":null',
    '"version":2',
    '"id":1',
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\n',
    'null',
    '\\u0000',
  ],
  judge(input) {
    try {
      readJournal(input);
      return accepted;
    } catch (error) {
      if (error instanceof JournalError) return refused(error.message);
      throw error;
    }
  },
};
