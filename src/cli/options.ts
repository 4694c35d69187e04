import type { CastVersion } from '../recording/asciicast/cast-format.ts';
import type { GrafanaChoice } from './grafana-options.ts';

/** Virtual seconds per real second, 1 to 1000, or as fast as the machine can. */
export type Speed = number | 'max';

export type Profile = 'upstream' | 'gke';

/** What every command that runs a scenario on an embedded cluster takes. */
export interface EmbeddedRunOptions {
  /** Name of a built-in scenario, or the path of a scenario folder or file. */
  readonly scenario: string;
  readonly speed: Speed;
  /** Absent: the scenario's own. */
  readonly seed?: number;
  /** Absent: the scenario's own. */
  readonly profile?: Profile;
  /** Show stacks of errors. */
  readonly debug: boolean;
}

/** What every command takes that keeps an embedded cluster running beside the wall clock. */
export interface RunningClusterOptions extends EmbeddedRunOptions {
  /** Address of a NATS server that carries the model's queues. */
  readonly nats?: string;
}

/** A real cluster, by kubectl's rules. */
export interface KubeChoice {
  /** Absent: the current one. */
  readonly context?: string;
  /** Absent: as KUBECONFIG says, else the home directory's. */
  readonly kubeconfig?: string;
  /** Absent: the scenario's. */
  readonly namespace?: string;
}

/** What every command takes that may change a cluster. */
export interface ChangeOptions {
  /** Present: a real cluster, and what is about an embedded one does not count. */
  readonly kube?: KubeChoice;
  /** Change nothing. */
  readonly readOnly?: boolean;
  /** Nothing has to be confirmed. */
  readonly yes?: boolean;
  /** Where the run is written down. Absent: a new folder among the user's runs. */
  readonly runDir?: string;
}

/** `harmony run`. */
export interface RunOptions extends RunningClusterOptions, ChangeOptions {
  /** A line per change, even on a terminal. */
  readonly plain?: boolean;
  /** How long a run without a picture lasts, in seconds of the cluster's clock. Absent: until it is ended. */
  readonly forSeconds?: number;
  /** The acts play by themselves. */
  readonly autopilot?: boolean;
  /** Where the screen is recorded from the first frame on. Absent: only from a key press on, in the run's folder. */
  readonly record?: string;
  /** Of asciicasts; 2 unless told. */
  readonly castVersion?: CastVersion;
  /** Present: told of modes, loads and acts. */
  readonly grafana?: GrafanaChoice;
  readonly layout?: string;
  readonly theme?: string;
  /** Absent: as the user's config file says, else yes. */
  readonly mouse?: boolean;
}

/** `harmony rehearse`. */
export interface RehearseOptions extends EmbeddedRunOptions {
  /** Where a run on a real cluster is written down. Absent: a new folder among the user's runs. */
  readonly runDir?: string;
  /** Play this act only. */
  readonly act?: string;
  /** Print the result as JSON. */
  readonly json: boolean;
  /** A file for the result as JUnit XML. */
  readonly junit?: string;
  /** A folder for the result in every form. */
  readonly out?: string;
}
