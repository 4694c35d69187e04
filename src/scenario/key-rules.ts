import { builtInKeys } from './built-in-keys.ts';
import type { Problem } from './problem.ts';
import type { ScenarioSections } from './schema/scenario-file.ts';
import { problemAt, type YamlSource } from './yaml-source.ts';

interface Claim {
  readonly key: string;
  /** `mode "conflict"`. */
  readonly owner: string;
  readonly path: readonly PropertyKey[];
}

/** Modes use letters and loads digits; no key is given twice or taken from Harmony's own. */
export function keyProblems(source: YamlSource, sections: ScenarioSections): readonly Problem[] {
  const claims = (['modes', 'loads'] as const).flatMap((section) =>
    (sections[section] ?? []).map(
      ({ id, key }, index): Claim => ({
        key,
        owner: `${section.slice(0, -1)} "${id}"`,
        path: [section, index, 'key'],
      }),
    ),
  );
  return claims.flatMap((claim, index) => {
    const builtIn = builtInKeys.find(({ key }) => key === claim.key);
    const earlier = claims.slice(0, index).find(({ key }) => key === claim.key);
    if (builtIn) {
      const message = `key "${claim.key}" of ${claim.owner} is Harmony's own for "${builtIn.does}"`;
      return [problemAt(source, claim.path, message, `free are ${freeKeys(claim, claims)}`)];
    }
    if (!isAllowed(claim)) {
      const message = `key "${claim.key}" of ${claim.owner} is not one ${isMode(claim) ? 'letter' : 'digit'}`;
      return [problemAt(source, claim.path, message, 'modes use letters, loads use digits')];
    }
    if (!earlier) return [];
    const message = `key "${claim.key}" of ${claim.owner} is already that of ${earlier.owner}`;
    return [problemAt(source, claim.path, message, `free are ${freeKeys(claim, claims)}`)];
  });
}

function isMode(claim: Claim): boolean {
  return claim.path[0] === 'modes';
}

function isAllowed(claim: Claim): boolean {
  return (isMode(claim) ? /^[A-Za-z]$/ : /^\d$/).test(claim.key);
}

function freeKeys(claim: Claim, claims: readonly Claim[]): string {
  const taken = new Set([...builtInKeys, ...claims].map(({ key }) => key));
  const candidates = isMode(claim) ? 'abcdefghijklmnopqrstuvwxyz' : '1234567890';
  return [...candidates].filter((key) => !taken.has(key)).join(' ');
}
