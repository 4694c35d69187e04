import { layoutDescriptions } from './layout-descriptions.ts';
import { scenarioDescriptions } from './scenario-descriptions.ts';

const descriptions = { scenario: scenarioDescriptions, layout: layoutDescriptions } as const;

/**
 * What a field is for. The longest end of its path that is described counts, alternatives included or not: what is said of `namespace` holds
 * wherever nothing closer is said.
 */
export function describeField(file: keyof typeof descriptions, path: string): string | undefined {
  const known: Readonly<Record<string, string>> = descriptions[file];
  const steps = path.split('.');
  for (let from = 0; from < steps.length; from++) {
    const end = steps.slice(from).join('.');
    const text = known[end] ?? known[end.replaceAll(/\[[^\]]*\]/g, '')];
    if (text !== undefined) return text;
  }
  return undefined;
}
