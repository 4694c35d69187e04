import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCatalogueDir } from '../../../src/scenario/catalogue.ts';
import { validateLayout, validateScenario } from '../../../src/scenario/validate.ts';
import { accepted, type FuzzTarget, refused, type Verdict } from '../fuzz-target.ts';
import { scratchFile } from '../scratch-file.ts';

/** `file:line:column: …`, on every line. */
const place = /^\S+\.yaml:\d+:\d+: \S/;

function builtIn(...path: readonly string[]): string {
  return readFileSync(join(defaultCatalogueDir(), ...path), 'utf8');
}

const scenarioFolder = join(defaultCatalogueDir(), 'scenarios', 'meme-guide');

function checked(path: string): Verdict {
  const found = validateScenario(path);
  return found.ok ? accepted : refused(found.message);
}

/** scenario.yaml, beside the manifests it names. */
export function scenarioFiles(): FuzzTarget {
  const file = scratchFile('scenario.yaml', scenarioFolder);
  return {
    name: 'scenario YAML',
    seeds: [builtIn('scenarios', 'meme-guide', 'scenario.yaml')],
    structure: 'yaml',
    place,
    isPrinted: true,
    words: [
      'apiVersion: harmony/v1',
      'title:',
      'modes:',
      'loads:',
      'acts:',
      'cues:',
      'say',
      'do',
      'wait',
      'until',
      'expect',
      'kind: Deployment',
      'name:',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '<<: *a',
      '!!binary',
      '!!set',
      '|',
      '>-',
      '---',
      '...',
      '%YAML 1.1',
      '? ',
      ': ',
      '#',
      '00:30',
      '5m',
      'nats-jetstream',
      'replicas.now',
      'Gi',
    ],
    judge(input) {
      file.write(input);
      return checked(file.path);
    },
    close: () => file.close(),
  };
}

/** A manifest of a scenario. */
export function manifestFiles(): FuzzTarget {
  const names = [
    'autoscalers/frontend-hpa.yaml',
    'autoscalers/backend-scaledobject.yaml',
    'autoscalers/redis-vpa.yaml',
    'loads/visitors.yaml',
  ];
  const file = scratchFile('autoscalers/frontend-hpa.yaml', scenarioFolder);
  return {
    name: 'manifest YAML',
    seeds: names.map((name) => builtIn('scenarios', 'meme-guide', name)),
    structure: 'yaml',
    place,
    isPrinted: true,
    words: [
      'apiVersion: apps/v1',
      'kind: Deployment',
      'HorizontalPodAutoscaler',
      'metadata:',
      'name:',
      'spec:',
      'minReplicas',
      'metrics:',
      'triggers:',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '<<: *a',
      '---',
      '? ',
      ': ',
      '100m',
      'Utilization',
      'null',
      'yes',
      '0o7',
    ],
    judge(input) {
      file.write(input);
      return checked(join(file.path, '../../scenario.yaml'));
    },
    close: () => file.close(),
  };
}

/** Layouts. */
export function layoutFiles(): FuzzTarget {
  const file = scratchFile('layout.yaml');
  return {
    name: 'layout YAML',
    seeds: ['stage', 'presenter', 'sre', 'four-pane'].map((name) => builtIn('layouts', `${name}.yaml`)),
    structure: 'yaml',
    place,
    isPrinted: true,
    words: [
      'apiVersion: harmony/v1',
      'title:',
      'variants:',
      'when:',
      'minColumns',
      'root:',
      'rows:',
      'columns:',
      'pane:',
      'replicas',
      'why',
      'size: 2',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '<<: *a',
      '!!float',
      '---',
      '? ',
      ': ',
      '#',
    ],
    judge(input) {
      file.write(input);
      const found = validateLayout(file.path);
      return found.ok ? accepted : refused(found.message);
    },
    close: () => file.close(),
  };
}
