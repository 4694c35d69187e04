import { z } from 'zod';
import { shownPath } from '../../scenario/catalogue.ts';
import { check } from '../../scenario/check.ts';
import { errorOf, type Problem } from '../../scenario/problem.ts';
import { parseSingleYaml } from '../../scenario/single-yaml.ts';
import { problemAt, type YamlSource } from '../../scenario/yaml-source.ts';
import { keyNamed } from '../../ui/input/rebind.ts';
import { themeNames } from '../../ui/theme/theme.ts';
import { keyChoiceProblems } from './key-choices.ts';
import type { UserConfig } from './user-config.ts';

const configSchema = z.strictObject({
  theme: z.exactOptional(z.enum(themeNames)),
  layout: z.exactOptional(z.string().min(1)),
  large: z.exactOptional(z.boolean()),
  mouse: z.exactOptional(z.boolean()),
  keys: z.exactOptional(z.record(z.string(), z.string())),
});

/** Blank lines and comments. */
const nothing = /^(\s*(#.*)?\n?)*$/;

/**
 * What a config file says.
 *
 * @throws ScenarioError with every problem of the file
 */
export function parseConfig(file: string, text: string): UserConfig {
  if (nothing.test(text)) return {};
  const parsed = parseSingleYaml(shownPath(file), text);
  if (!parsed.ok) throw errorOf(parsed.problems);
  const checked = check(parsed.value, configSchema);
  if (!checked.ok) throw errorOf(checked.problems);
  const { keys, ...others } = checked.value;
  const problems = [...layoutProblems(parsed.value, others), ...keyChoiceProblems(parsed.value, keys ?? {})];
  if (problems.length > 0) throw errorOf(problems);
  if (keys === undefined) return others;
  const chosen = Object.entries(keys).map(([name, key]) => [name, keyNamed(key) ?? key] as const);
  return { ...others, keys: Object.fromEntries(chosen) };
}

function layoutProblems(source: YamlSource, { layout, large }: UserConfig): readonly Problem[] {
  if (layout === undefined || large !== true) return [];
  return [problemAt(source, ['large'], '"large" is a layout, and "layout" names another', 'keep one of them')];
}
