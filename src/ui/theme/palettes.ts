import type { Palette } from './palette.ts';

/** For a dark background: text at contrast 4.5:1 or better, frames at 3:1. */
const dark: Palette = {
  name: 'dark',
  background: '#000000',
  looks: {
    chrome: { text: ['#626262', 90] },
    muted: { text: ['#949494', 37] },
    title: { text: ['#d0d0d0', 97] },
    focus: { text: ['#ffffff', 97], bold: true },
    brand: { text: ['#ffffff', 97], bold: true },
    key: { text: ['#ffffff', 97], bold: true },
    keda: { text: ['#5fafff', 94] },
    hpa: { text: ['#ff87ff', 95] },
    vpa: { text: ['#afffff', 96] },
    signal: { text: ['#87d7af', 36] },
    target: { text: ['#d7af5f', 33] },
    good: { text: ['#87d787', 32] },
    stale: { text: ['#ffaf00', 33] },
    conflict: { text: ['#ff5f5f', 91] },
    failed: { text: ['#ff5f5f', 91] },
    bannerConflict: { text: ['#ffffff', 97], fill: ['#d70000', 31], bold: true },
    bannerCalm: { text: ['#000000', 30], fill: ['#5faf87', 32], bold: true },
    bannerNeutral: { text: ['#d0d0d0', 97], fill: ['#303030', 90] },
    bannerStale: { text: ['#000000', 30], fill: ['#ffaf00', 33], bold: true },
  },
};

/** For a light background, such as a terminal that is projected in a bright room. */
const light: Palette = {
  name: 'light',
  background: '#ffffff',
  looks: {
    chrome: { text: ['#8a8a8a', 37] },
    muted: { text: ['#626262', 90] },
    title: { text: ['#303030', 30] },
    focus: { text: ['#000000', 30], bold: true },
    brand: { text: ['#000000', 30], bold: true },
    key: { text: ['#000000', 30], bold: true },
    keda: { text: ['#005fd7', 34] },
    hpa: { text: ['#af00af', 35] },
    vpa: { text: ['#005f87', 36] },
    signal: { text: ['#00695f', 36] },
    target: { text: ['#875f00', 33] },
    good: { text: ['#00700f', 32] },
    stale: { text: ['#975200', 33] },
    conflict: { text: ['#d70000', 31] },
    failed: { text: ['#d70000', 31] },
    bannerConflict: { text: ['#ffffff', 97], fill: ['#d70000', 31], bold: true },
    bannerCalm: { text: ['#ffffff', 97], fill: ['#00700f', 32], bold: true },
    bannerNeutral: { text: ['#303030', 30], fill: ['#dadada', 37] },
    bannerStale: { text: ['#000000', 30], fill: ['#ffaf00', 33], bold: true },
  },
};

/** For weak projectors and tired eyes: everything at contrast 7:1 or better, frames too. */
const highContrast: Palette = {
  name: 'high-contrast',
  background: '#000000',
  looks: {
    chrome: { text: ['#c6c6c6', 37] },
    muted: { text: ['#dadada', 37] },
    title: { text: ['#ffffff', 97], bold: true },
    focus: { text: ['#ffff00', 93], bold: true },
    brand: { text: ['#ffffff', 97], bold: true },
    key: { text: ['#ffff00', 93], bold: true },
    keda: { text: ['#5fd7ff', 96], bold: true },
    hpa: { text: ['#ff9fff', 95], bold: true },
    vpa: { text: ['#afffd7', 92], bold: true },
    signal: { text: ['#afffaf', 92] },
    target: { text: ['#ffd75f', 93] },
    good: { text: ['#5fff5f', 92], bold: true },
    stale: { text: ['#ffd700', 93], bold: true },
    conflict: { text: ['#ff8787', 91], bold: true },
    failed: { text: ['#ff8787', 91], bold: true },
    bannerConflict: { text: ['#ffffff', 97], fill: ['#af0000', 31], bold: true },
    bannerCalm: { text: ['#000000', 30], fill: ['#5fff5f', 92], bold: true },
    bannerNeutral: { text: ['#ffffff', 97], fill: ['#444444', 90], bold: true },
    bannerStale: { text: ['#000000', 30], fill: ['#ffd700', 93], bold: true },
  },
};

/** For eyes that tell red from green badly: states differ in blue, yellow and brightness (after Okabe and Ito, Color Universal Design). */
const deuteranopia: Palette = {
  name: 'deuteranopia',
  background: '#000000',
  looks: {
    ...dark.looks,
    keda: { text: ['#56b4e9', 94] },
    hpa: { text: ['#e8a0d0', 95] },
    vpa: { text: ['#d7ffff', 96] },
    signal: { text: ['#8fb8d8', 36] },
    target: { text: ['#c8b060', 33] },
    good: { text: ['#5f87ff', 94] },
    stale: { text: ['#f0e442', 93] },
    conflict: { text: ['#ff7a1a', 91] },
    failed: { text: ['#ff7a1a', 91] },
    bannerConflict: { text: ['#000000', 30], fill: ['#ff7a1a', 91], bold: true },
    bannerCalm: { text: ['#ffffff', 97], fill: ['#005faf', 34], bold: true },
    bannerStale: { text: ['#000000', 30], fill: ['#f0e442', 93], bold: true },
  },
};

/** The first is the one that is taken unless another is asked for. */
export const palettes: readonly [Palette, ...Palette[]] = [dark, light, highContrast, deuteranopia];
