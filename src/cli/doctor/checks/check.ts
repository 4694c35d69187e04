import type { Finding } from '../finding.ts';
import type { Patient } from '../patient.ts';

/** Looks at one thing. It reads and asks, and changes nothing. */
export interface Check {
  /** Names what could not be looked at, where looking fails. */
  readonly id: string;
  readonly run: (patient: Patient) => Promise<readonly Finding[]> | readonly Finding[];
}
