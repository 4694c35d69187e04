import type { Command } from 'commander';
import type { SecretSource } from '../signals/outside.ts';
import { UsageError } from './errors.ts';

/** A Grafana that is told what happens in a run. */
export interface GrafanaChoice {
  /** Its address, with a path where it is served under one. */
  readonly url: string;
  /** Where the token of a service account is, which may write annotations. */
  readonly token: SecretSource;
}

export interface GrafanaFlags {
  readonly grafana?: string;
  readonly grafanaTokenFile?: string;
}

const tokenVariable = 'HARMONY_GRAFANA_TOKEN';

/** `--grafana` and `--grafana-token-file`. */
export function grafanaOptions(command: Command): Command {
  return command
    .option('--grafana <url>', `annotate modes, loads and acts in this Grafana (token: ${tokenVariable})`)
    .option('--grafana-token-file <file>', 'where the token for Grafana is');
}

/** What the flags ask for; undefined where Grafana is left alone. @throws UsageError for what cannot work */
export function grafanaChoice(
  { grafana, grafanaTokenFile: file }: GrafanaFlags,
  env: NodeJS.ProcessEnv = process.env,
): GrafanaChoice | undefined {
  if (grafana === undefined) {
    if (file === undefined) return undefined;
    throw new UsageError('--grafana-token-file is for a Grafana that is not named', 'Name it with --grafana.');
  }
  const url = URL.parse(grafana);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(
      '--grafana wants an http or https address',
      'For example: --grafana https://grafana.example.com',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      '--grafana takes no login in the address, where everybody can read it',
      `Put the token of a service account into ${tokenVariable}.`,
    );
  }
  if (file === undefined && (env[tokenVariable] ?? '') === '') {
    throw new UsageError(
      'there is no token for Grafana',
      `Put the token of a service account into ${tokenVariable}, or name its file with --grafana-token-file.`,
    );
  }
  return { url: grafana, token: file === undefined ? { env: tokenVariable } : { file } };
}
