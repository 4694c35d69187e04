import { valueAt } from './check.ts';
import { type ScenarioSections, sections } from './schema/scenario-file.ts';

/** The sections of a scenario.yaml that are right by themselves, so that mistakes in them are found while another section is broken. */
export function soundSections(value: unknown): ScenarioSections {
  const sound: [string, unknown][] = [];
  for (const [name, schema] of Object.entries(sections)) {
    const parsed = schema.safeParse(valueAt(value, [name]));
    if (parsed.success && parsed.data !== undefined) sound.push([name, parsed.data]);
  }
  return Object.fromEntries(sound);
}
