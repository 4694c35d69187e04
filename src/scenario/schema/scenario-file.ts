import { z } from 'zod';
import { acts } from './acts.ts';
import { embedded } from './embedded.ts';
import { loads } from './loads.ts';
import { modes } from './modes.ts';
import { text } from './names.ts';
import { signals } from './signals.ts';
import { target } from './target.ts';

/** scenario.yaml, section by section. */
export const sections = {
  apiVersion: z.literal('harmony/v1'),
  title: text,
  target,
  signals,
  /** Mode to start in and to go back to; without it the first. */
  baseline: z.exactOptional(text),
  modes,
  loads,
  acts,
  embedded,
};

export const scenarioFile = z.strictObject(sections);

/** What scenario.yaml says once every section is right by itself. */
export type ScenarioFile = z.infer<typeof scenarioFile>;

/** The sections that are right by themselves, while others may not be. */
export type ScenarioSections = Partial<ScenarioFile>;
