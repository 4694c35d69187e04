import type { Tone } from './tone.ts';

/** How many colours a terminal shows. */
export type ColourDepth = 'none' | '16' | '256';

/** SGR parameters that switch a look on, for example `38;5;244` or `1;97;41`; empty for the terminal's own text. */
export type Theme = Readonly<Record<Tone, string>> & { readonly name: string };

/** For a dark background: text at contrast 4.5:1 or better against black, frames at 3:1; KEDA and HPA differ for red-green colour blindness too. */
const dark256: Theme = {
  name: 'dark',
  chrome: '38;5;241',
  muted: '38;5;246',
  title: '38;5;252',
  focus: '1;38;5;231',
  brand: '1;38;5;231',
  key: '1;38;5;231',
  keda: '38;5;75',
  hpa: '38;5;213',
  vpa: '38;5;159',
  signal: '38;5;115',
  target: '38;5;179',
  good: '38;5;114',
  stale: '38;5;214',
  conflict: '38;5;203',
  failed: '38;5;203',
  bannerConflict: '1;38;5;231;48;5;160',
  bannerCalm: '1;38;5;16;48;5;72',
  bannerNeutral: '38;5;252;48;5;236',
  bannerStale: '1;38;5;16;48;5;214',
};

const dark16: Theme = {
  name: 'dark',
  chrome: '90',
  muted: '37',
  title: '97',
  focus: '1;97',
  brand: '1;97',
  key: '1;97',
  keda: '94',
  hpa: '95',
  vpa: '96',
  signal: '36',
  target: '33',
  good: '32',
  stale: '33',
  conflict: '91',
  failed: '91',
  bannerConflict: '1;97;41',
  bannerCalm: '30;42',
  bannerNeutral: '97;100',
  bannerStale: '30;43',
};

/** Without colour: weight and inverse video only, as NO_COLOR asks; words and signs carry the meaning. */
const plain: Theme = {
  name: 'plain',
  chrome: '',
  muted: '',
  title: '',
  focus: '1',
  brand: '1',
  key: '1',
  keda: '',
  hpa: '',
  vpa: '',
  signal: '',
  target: '',
  good: '',
  stale: '',
  conflict: '1',
  failed: '1',
  bannerConflict: '1;7',
  bannerCalm: '7',
  bannerNeutral: '',
  bannerStale: '7',
};

/** The themes that can be asked for by name. */
export const themeNames = ['dark'] as const;

/** The dark theme in as many colours as the terminal shows. */
export function themeFor(depth: ColourDepth): Theme {
  if (depth === 'none') return plain;
  return depth === '16' ? dark16 : dark256;
}

/** How many colours to use, from NO_COLOR, FORCE_COLOR, COLORTERM and TERM (no-color.org, force-color.org). */
export function colourDepth(env: Readonly<Record<string, string | undefined>>): ColourDepth {
  const forced = env.FORCE_COLOR;
  if (forced === '0' || forced === 'false') return 'none';
  if (forced === '1') return '16';
  if (forced !== undefined && forced !== '') return '256';
  if (env.NO_COLOR) return 'none';
  const term = env.TERM ?? '';
  if (term === 'dumb') return 'none';
  if (env.COLORTERM || /256|kitty|alacritty|direct/.test(term)) return '256';
  return '16';
}
