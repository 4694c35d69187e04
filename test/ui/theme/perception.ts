import { type Hex, rgbOf } from '../../../src/ui/theme/colour.ts';

/** Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: Hex, b: Hex): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** How different two colours look to an eye without its green cones: distance in CIE L*a*b*, where 2 is just visible. */
export function deuteranopeDistance(a: Hex, b: Hex): number {
  const [from, to] = [lab(deuteranope(linear(a))), lab(deuteranope(linear(b)))];
  return Math.hypot(...from.map((value, index) => value - (to[index] ?? 0)));
}

type Triple = readonly [number, number, number];

function linear(hex: Hex): Triple {
  return rgbOf(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

function luminance(hex: Hex): number {
  const [red, green, blue] = linear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Machado, Oliveira and Fernandes 2009, severity 1. */
function deuteranope([red, green, blue]: Triple): Triple {
  return [
    0.367322 * red + 0.860646 * green - 0.227968 * blue,
    0.280085 * red + 0.672501 * green + 0.047413 * blue,
    -0.01182 * red + 0.04294 * green + 0.968881 * blue,
  ];
}

/** Linear sRGB to CIE L*a*b* under D65. */
function lab([red, green, blue]: Triple): Triple {
  const f = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : (value * (24389 / 27) + 16) / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
