import { inScenario, mistakes } from './mistakes.ts';

mistakes('names of other parts', [
  [
    'an unknown baseline',
    inScenario('baseline: calm', 'baseline: clam'),
    ['scenario.yaml:9:11: there is no mode "clam"; did you mean "calm"?'],
  ],
  [
    'an act in an unknown mode',
    inScenario('    mode: wild', '    mode: hectic'),
    ['scenario.yaml:36:11: there is no mode "hectic"; known modes: calm, wild'],
  ],
  [
    'a cue that starts an unknown load',
    inScenario('load: burst }', 'load: brust }'),
    ['scenario.yaml:28:33: there is no load "brust"; did you mean "burst"?'],
  ],
  [
    'a cue that shows an unknown layout',
    inScenario('do: { load: burst }', 'do: { layout: stag }'),
    ['scenario.yaml:28:35: there is no layout "stag"; did you mean "stage"?'],
  ],
  [
    'a cue that does two things',
    inScenario('do: { load: burst }', 'do: { load: burst, mode: wild }'),
    ['scenario.yaml:28:25: a cue does one thing; make it two cues'],
  ],
  [
    'a cue that does nothing',
    inScenario('do: { load: burst }', 'do: {}'),
    ['scenario.yaml:28:25: "do" does nothing; give it one of mode, load, layout, snapshot'],
  ],
  [
    'two modes with one id',
    inScenario('  - id: wild', '  - id: calm'),
    [
      'scenario.yaml:15:9: the id "calm" is already that of the mode in line 11; give one of them another id',
      'scenario.yaml:36:11: there is no mode "wild"; known modes: calm',
    ],
  ],
  [
    'a worker that reads from no queue',
    inScenario(
      'idle: { cpuMillicores: 2, memory: 40Mi }',
      'idle: { cpuMillicores: 2, memory: 40Mi }\n      worker: { stream: S, consumer: c, batch: 1, concurrency: 1, cpuMillisPerMessage: 1, threads: 1, ioMillisPerMessage: { median: 1, sigma: 0 } }',
    ),
    ['scenario.yaml:46:38: there is no consumer "c" of stream "S" in embedded.queues; add it there'],
  ],
  [
    'a workload that no manifest defines',
    inScenario('deployment: worker', 'deployment: wroker'),
    [
      'scenario.yaml:43:19: there is no Deployment "wroker" in the manifests of embedded.objects; did you mean "worker"?',
    ],
  ],
  [
    'a metric the embedded cluster cannot answer',
    inScenario(
      'kind: resource, id: cpu, title: CPU, unit: cores, resource: cpu',
      'kind: custom, id: cpu, title: CPU, unit: cores, metric: cpu_rate',
    ),
    ['scenario.yaml:8:65: embedded.podsMetrics has no metric "cpu_rate"; there are no metrics'],
  ],
]);

mistakes('keys of the keyboard', [
  [
    'a key of Harmony',
    inScenario('key: w', 'key: r'),
    [
      'scenario.yaml:16:10: key "r" of mode "wild" is Harmony\'s own for "reset to baseline"; free are b d e f h i j k l m n o t u v w x y',
    ],
  ],
  [
    'a special key of Harmony',
    inScenario('key: w', 'key: Space'),
    [
      'scenario.yaml:16:10: key "Space" of mode "wild" is Harmony\'s own for "next cue"; free are b d e f h i j k l m n o t u v w x y',
    ],
  ],
  [
    'a digit for a mode',
    inScenario('key: w', 'key: 2'),
    ['scenario.yaml:16:10: key "2" of mode "wild" is not one letter; modes use letters, loads use digits'],
  ],
  [
    'a letter for a load',
    inScenario('key: 1', 'key: x'),
    ['scenario.yaml:20:23: key "x" of load "burst" is not one digit; modes use letters, loads use digits'],
  ],
  [
    'a word',
    inScenario('key: w', 'key: wild'),
    ['scenario.yaml:16:10: key "wild" of mode "wild" is not one letter; modes use letters, loads use digits'],
  ],
  [
    'one key for two modes',
    inScenario('key: w', 'key: c'),
    [
      'scenario.yaml:16:10: key "c" of mode "wild" is already that of mode "calm"; free are b d e f h i j k l m n o t u v w x y',
    ],
  ],
]);
