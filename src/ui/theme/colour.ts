/** How many colours a terminal shows. */
export type ColourDepth = 'none' | '16' | '256' | 'truecolor';

/** `#rrggbb`. */
export type Hex = `#${string}`;

/** One of the 16 colours whose shades the terminal's user chose, by the number of its foreground's SGR parameter. */
export type AnsiColour = 30 | 31 | 32 | 33 | 34 | 35 | 36 | 37 | 90 | 91 | 92 | 93 | 94 | 95 | 96 | 97;

export function rgbOf(hex: Hex): readonly [red: number, green: number, blue: number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

/** The levels of each channel in the 6x6x6 cube of 256-colour terminals (xterm, 256colres.pl). */
const cubeLevels = [0, 95, 135, 175, 215, 255];

/** The colour of a 256-colour terminal's cube or grey ramp that is nearest to `hex`: 16 to 255. */
export function nearest256(hex: Hex): number {
  const wanted = rgbOf(hex);
  const [red, green, blue] = wanted.map(nearestLevel) as [number, number, number];
  const cube = [red, green, blue].map((level) => cubeLevels[level] ?? 0);
  const step = Math.min(23, Math.max(0, Math.round((average(wanted) - 8) / 10)));
  const grey = 8 + step * 10;
  return distance(wanted, [grey, grey, grey]) < distance(wanted, cube) ? 232 + step : 16 + 36 * red + 6 * green + blue;
}

function nearestLevel(channel: number): number {
  const distances = cubeLevels.map((level) => Math.abs(level - channel));
  return distances.indexOf(Math.min(...distances));
}

function average(channels: readonly number[]): number {
  return channels.reduce((sum, channel) => sum + channel, 0) / channels.length;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, channel, index) => sum + (channel - (b[index] ?? 0)) ** 2, 0);
}
