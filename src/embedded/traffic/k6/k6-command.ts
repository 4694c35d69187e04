import { isJsArray, type JsObject, type JsValue } from './js-value.ts';

/** `k6 run` as its command line has it. */
export interface K6Command {
  readonly script: string;
  /** What flags set of the script's options. */
  readonly options: JsObject;
  /** `--env` and the container's own variables, which k6 passes on. */
  readonly environment: Readonly<Record<string, string>>;
  readonly quiet: boolean;
}

/** Flags of `k6 run` that take a value, by their short form. */
const short: Readonly<Record<string, string>> = {
  u: 'vus',
  d: 'duration',
  s: 'stage',
  e: 'env',
  i: 'iterations',
  o: 'out',
  q: 'quiet',
};

const withoutValue = new Set([
  'quiet',
  'no-summary',
  'no-thresholds',
  'no-setup',
  'no-teardown',
  'no-usage-report',
  'no-color',
  'verbose',
  'paused',
  'linger',
  'insecure-skip-tls-verify',
  'no-connection-reuse',
  'no-vu-connection-reuse',
  'discard-response-bodies',
  'throw',
  'include-system-env-vars',
  'v',
]);

/** Reads `k6 run [flags] script.js`, and options from `K6_VUS` and its like; undefined for another command. */
export function k6Command(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): K6Command | undefined {
  const [program = '', ...rest] = words;
  if (program.split('/').at(-1) !== 'k6') return undefined;
  const options: Record<string, JsValue> = optionsOfEnvironment(variables);
  const environment = { ...variables };
  const positionals: string[] = [];
  let quiet = false;
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    const flag = /^(?:--([\w-]+)|-(\w))(?:=(.*))?$/.exec(word);
    if (!flag) {
      positionals.push(word);
      continue;
    }
    const name = flag[1] ?? short[flag[2] ?? ''] ?? '';
    quiet ||= name === 'quiet';
    if (withoutValue.has(name)) continue;
    const value = flag[3] ?? rest[index + 1] ?? '';
    if (flag[3] === undefined) index += 1;
    set(options, environment, name, value);
  }
  const [run, script] = positionals;
  return run === 'run' && script !== undefined ? { script, options, environment, quiet } : undefined;
}

/** The script's options with those of the command laid over them: a way of its own to run the test puts the script's aside. */
export function laidOver(options: JsObject, flags: JsObject): JsObject {
  const ways = ['scenarios', 'stages', 'duration', 'iterations'];
  const other = ways.some((way) => flags[way] !== undefined);
  const kept = Object.entries(options).filter(([name]) => !(other && ways.includes(name)));
  return { ...Object.fromEntries(kept), ...flags };
}

function set(options: Record<string, JsValue>, environment: Record<string, string>, name: string, value: string): void {
  switch (name) {
    case 'vus':
    case 'iterations':
      options[name] = Number(value);
      break;
    case 'duration':
      options.duration = value;
      break;
    case 'stage': {
      const before = isJsArray(options.stages) ? options.stages : [];
      options.stages = [...before, ...stages(value)];
      break;
    }
    case 'env': {
      const at = value.indexOf('=');
      environment[at < 0 ? value : value.slice(0, at)] = at < 0 ? '' : value.slice(at + 1);
      break;
    }
  }
}

function optionsOfEnvironment({
  K6_VUS,
  K6_DURATION,
  K6_STAGES,
  K6_ITERATIONS,
}: Readonly<Record<string, string>>): Record<string, JsValue> {
  return {
    ...(K6_VUS ? { vus: Number(K6_VUS) } : {}),
    ...(K6_DURATION ? { duration: K6_DURATION } : {}),
    ...(K6_STAGES ? { stages: stages(K6_STAGES) } : {}),
    ...(K6_ITERATIONS ? { iterations: Number(K6_ITERATIONS) } : {}),
  };
}

/** `10s:5,1m:20` */
function stages(text: string): readonly JsObject[] {
  return text.split(',').map((stage) => {
    const [duration = '', target = ''] = stage.split(':');
    return { duration, target: Number(target) };
  });
}
