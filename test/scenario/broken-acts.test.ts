import { inScenario, mistakes } from './mistakes.ts';

mistakes('times', [
  [
    'seconds in the place of mm:ss',
    inScenario('from: 0:30', 'from: 30'),
    ['scenario.yaml:24:11: "from" is not a time: 30; write minutes and seconds as mm:ss, e.g. 0:30'],
  ],
  [
    'a minute with 75 seconds',
    inScenario('from: 0:30', 'from: 0:75'),
    ['scenario.yaml:24:11: "from" is not a time: "0:75"; write minutes and seconds as mm:ss, e.g. 0:45'],
  ],
  [
    'an act that ends before it begins',
    inScenario('to: 3:00', 'to: 1:00'),
    ['scenario.yaml:35:9: "to" is not after "from"; let it end later'],
  ],
  [
    'acts that overlap',
    inScenario('from: 2:00', 'from: 1:45'),
    ['scenario.yaml:34:11: act "two" begins while act "one" is still on; let it begin at 2:00 or later'],
  ],
  [
    'acts in the wrong order',
    inScenario('from: 2:00', 'from: 0:00'),
    [
      'scenario.yaml:34:11: act "two" begins before act "one", which stands above it; put the acts in the order of the talk',
    ],
  ],
  [
    'a wait without an end',
    inScenario(', max: 1:00 }', ' }'),
    ['scenario.yaml:29:15: "wait" may take forever; add "max:", e.g. 1:00'],
  ],
  [
    'a wait whose end is before its beginning',
    inScenario('max: 1:00', 'max: 1:00, min: 1:30'),
    ['scenario.yaml:29:50: "max" is shorter than "min"; swap the two'],
  ],
]);

mistakes('expressions', [
  [
    'an unknown figure',
    inScenario('reversals >= 3', 'reversal >= 3'),
    ['scenario.yaml:31:9: there is no figure "reversal"; did you mean "reversals"?'],
  ],
  [
    'an unknown figure in a quoted text',
    inScenario('- reversals >= 3', '- "seconds > 1 and reversal >= 3"'),
    ['scenario.yaml:31:26: there is no figure "reversal"; did you mean "reversals"?'],
  ],
  [
    'an unknown figure in a folded text',
    inScenario('- reversals >= 3', '- >\n        seconds > 1 and\n        reversal >= 3'),
    ['scenario.yaml:33:9: there is no figure "reversal"; did you mean "reversals"?'],
  ],
  [
    'a sign of another language',
    inScenario('until: replicas.peak >= 10', 'until: replicas.peak => 10'),
    ['scenario.yaml:29:38: "=>" means nothing here; write ">="'],
  ],
  [
    'an expression that ends too early',
    inScenario('reversals >= 3', 'reversals >='),
    ['scenario.yaml:31:21: the expression ends too early; a number or a figure such as "reversals" belongs here'],
  ],
  [
    'a number in the place of an expression',
    inScenario('reversals >= 3', '3'),
    ['scenario.yaml:31:9: entry 1 of "expect" must be a text, not the number 3'],
  ],
]);
