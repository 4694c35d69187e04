import type { FlagRules } from './command-line.ts';

/** Flags of the nats tool that take no value, those of `bench` and `pub` among them, and letters. */
export const natsFlags: FlagRules = {
  switches: new Set([
    ...['create', 'purge', 'progress', 'no-progress', 'multisubject', 'dedup', 'trace', 'history', 'js', 'syncpub'],
    ...[
      'jetstream',
      'quiet',
      'force-stdin',
      'templates',
      'no-templates',
      'tlsfirst',
      'pull',
      'push',
      'request',
      'reply',
    ],
  ]),
  short: { s: 'server', H: 'header', J: 'jetstream', q: 'quiet' },
};
