import type { FuzzTarget } from './fuzz-target.ts';
import { apiBodies, apiRequests } from './targets/api-requests.ts';
import { explainInputs } from './targets/explain-inputs.ts';
import { expressions } from './targets/expressions.ts';
import { journals } from './targets/journals.ts';
import { formulas, schedules } from './targets/keda-settings.ts';
import { kubeconfigs } from './targets/kubeconfigs.ts';
import { loadScripts } from './targets/load-scripts.ts';
import { quantities } from './targets/quantities.ts';
import { recordingFiles, recordingHeaders, recordingLines } from './targets/recordings.ts';
import { layoutFiles, manifestFiles, scenarioFiles } from './targets/scenario-files.ts';
import { selectors } from './targets/selectors.ts';
import { shellScripts } from './targets/shell-scripts.ts';
import { natsAnswers, prometheusAnswers } from './targets/signal-answers.ts';
import { watchStreams } from './targets/watch-streams.ts';

/** Everything that reads what others have written, by name. Whoever makes a target closes it. */
export const targets: Readonly<Record<string, () => FuzzTarget>> = {
  scenario: scenarioFiles,
  manifest: manifestFiles,
  layout: layoutFiles,
  kubeconfig: kubeconfigs,
  expression: () => expressions,
  quantity: () => quantities,
  selector: () => selectors,
  formula: () => formulas,
  cron: () => schedules,
  'recording-bytes': recordingFiles,
  'recording-lines': recordingLines,
  'recording-header': recordingHeaders,
  journal: () => journals,
  nats: () => natsAnswers,
  prometheus: () => prometheusAnswers,
  watch: () => watchStreams,
  'api-request': apiRequests,
  'api-body': apiBodies,
  k6: () => loadScripts,
  shell: () => shellScripts,
  explain: () => explainInputs,
};

/** Those of the YAML files that users write, whose readers do the most for an input. */
export const ofUserFiles: readonly string[] = ['scenario', 'manifest', 'layout'];
