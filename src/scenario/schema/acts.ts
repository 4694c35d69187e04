import { z } from 'zod';
import type { Cue, CueAction } from '../model.ts';
import { expectation } from './expectation.ts';
import { identifier, text } from './names.ts';
import { minutesAndSeconds } from './time.ts';

const action = z
  .strictObject({
    mode: z.exactOptional(text),
    load: z.exactOptional(text),
    layout: z.exactOptional(text),
    snapshot: z.exactOptional(identifier),
  })
  .transform((written, context): CueAction => {
    const { mode, load, layout, snapshot, ...rest } = written;
    const actions: CueAction[] = [
      ...(mode === undefined ? [] : [{ mode }]),
      ...(load === undefined ? [] : [{ load }]),
      ...(layout === undefined ? [] : [{ layout }]),
      ...(snapshot === undefined ? [] : [{ snapshot }]),
    ];
    const [only, another] = actions;
    if (only && !another) return only;
    context.issues.push({
      code: 'custom',
      input: rest,
      message: only ? 'a cue does one thing' : '{name} does nothing',
      params: { tryThis: only ? 'make it two cues' : 'give it one of mode, load, layout, snapshot' },
    });
    return z.NEVER;
  });

/** How long a cue holds the next one back. Without `until` it is a pause of `min`; with it, `max` bounds the wait. */
const wait = z
  .strictObject({
    until: z.exactOptional(expectation),
    min: z.exactOptional(minutesAndSeconds),
    max: z.exactOptional(minutesAndSeconds),
  })
  .transform((written, context): NonNullable<Cue['wait']> => {
    const { until, min: minSeconds = 0, max: maxSeconds = minSeconds } = written;
    const complain = (path: PropertyKey[], message: string, tryThis: string) =>
      context.issues.push({ code: 'custom', input: written, path, message, params: { tryThis } });
    if (until && written.max === undefined) complain([], '{name} may take forever', 'add "max:", e.g. 1:00');
    else if (!until && maxSeconds === 0) complain([], '{name} waits for nothing', 'give it "until:" or "min:"');
    else if (minSeconds > maxSeconds) complain(['max'], '{name} is shorter than "min"', 'swap the two');
    return until ? { until, minSeconds, maxSeconds } : { minSeconds, maxSeconds };
  });

const cue = z
  .strictObject({ say: z.exactOptional(text), do: z.exactOptional(action), wait: z.exactOptional(wait) })
  .check((context) => {
    if (Object.keys(context.value).length > 0) return;
    const params = { tryThis: 'give it say, do or wait' };
    context.issues.push({ code: 'custom', input: context.value, message: '{name} is empty', params });
  });

/** A part of the talk. */
const act = z
  .strictObject({
    id: identifier,
    title: text,
    from: minutesAndSeconds,
    to: minutesAndSeconds,
    mode: text,
    notes: z.string().default(''),
    cues: z.array(cue).default([]),
    expect: z.array(expectation).default([]),
  })
  .transform(({ from: fromSeconds, to: toSeconds, ...rest }, context) => {
    if (toSeconds <= fromSeconds) {
      const params = { tryThis: 'let it end later' };
      context.issues.push({
        code: 'custom',
        input: toSeconds,
        path: ['to'],
        message: '{name} is not after "from"',
        params,
      });
    }
    return { ...rest, fromSeconds, toSeconds };
  });

export const acts = z.array(act).default([]);
