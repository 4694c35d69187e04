import type { ColourDepth } from './colour.ts';
import { sgrOf } from './palette.ts';
import { palettes } from './palettes.ts';
import type { Tone } from './tone.ts';

/** SGR parameters that switch a look on, for example `38;5;244` or `1;97;41`; empty for the terminal's own text. */
export type Theme = Readonly<Record<Tone, string>> & { readonly name: string };

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
export const themeNames: readonly string[] = palettes.map(({ name }) => name);

/** A theme in as many colours as the terminal shows; the first one for a name that is not among {@link themeNames}. */
export function themeFor(depth: ColourDepth, name?: string): Theme {
  if (depth === 'none') return plain;
  const palette = palettes.find((each) => each.name === name) ?? palettes[0];
  const looks = Object.entries(palette.looks).map(([tone, look]) => [tone, sgrOf(look, depth)]);
  return { ...(Object.fromEntries(looks) as Record<Tone, string>), name: palette.name };
}

/** How many colours to use, from NO_COLOR, FORCE_COLOR, COLORTERM and TERM (no-color.org, force-color.org). */
export function colourDepth(env: Readonly<Record<string, string | undefined>>): ColourDepth {
  const forced = env.FORCE_COLOR;
  if (forced === '0' || forced === 'false') return 'none';
  if (forced === '1') return '16';
  if (forced === '3') return 'truecolor';
  if (forced !== undefined && forced !== '') return '256';
  if (env.NO_COLOR) return 'none';
  const term = env.TERM ?? '';
  if (term === 'dumb') return 'none';
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') || /direct/.test(term)) return 'truecolor';
  if (env.COLORTERM || /256|kitty|alacritty/.test(term)) return '256';
  return '16';
}
