import fc from 'fast-check';

/** Every run checks the same cases; a failure prints the path that replays its smallest one. */
export const seed = 20_260_131;
export const casesEach = 10_000;

/** How a group of properties is titled, and how long each may take on a busy machine. */
export const titled = (what: string) => `${what}, ${casesEach} cases a property, seed ${seed}`;
export const patient = { timeout: 60_000 };

/** Checks that `holds` (it throws where not) for {@link casesEach} values. */
export function forAll<T>(values: fc.Arbitrary<T>, holds: (value: T) => void): void {
  fc.assert(fc.property(values, holds), { seed, numRuns: casesEach });
}
