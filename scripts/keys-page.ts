import { builtInBindings } from '../src/ui/built-in-bindings.ts';
import type { Binding, KeyGroup } from '../src/ui/keymap.ts';
import { replayKeys } from '../src/ui/replay-keys.ts';

/** Where the page lies, from the package's root. */
export const keysPageFile = 'docs/keys.md';

/** Headings of the page, in its order. Modes and loads have the keys that the scenario gives them. */
const sections: Readonly<Record<Exclude<KeyGroup, 'Modes' | 'Loads' | 'Replay'>, string>> = {
  Talk: 'The talk',
  Look: 'The screen',
  Program: 'The program',
};

/** The page about keys, from the same table that the cockpit listens to. */
export function keysPage(): string {
  const own = Object.entries(sections).flatMap(([group, title]) =>
    section(
      title,
      builtInBindings.filter((binding) => binding.group === group),
    ),
  );
  const page = [
    '# Keys',
    '',
    'Written by `npm run docs:keys` from the table that the cockpit listens to; `?` shows the same on screen.',
    '',
    'Letters for modes and digits for loads come from the scenario: in `meme-generator`, `c` is the conflict, `h` the harmony and `1` the first',
    'load. The footer shows the keys that do something now; those in round brackets say why they do nothing when they are pressed.',
    '',
    ...own,
    ...section('In a replay', replayKeys),
    ...mouse,
    '',
    ...config,
  ];
  return `${page.join('\n')}\n`;
}

function section(title: string, bindings: readonly Binding[]): readonly string[] {
  const names = bindings.some(({ name }) => name !== undefined);
  const heading = names ? ['| key | does | name |', '|---|---|---|'] : ['| key | does |', '|---|---|'];
  const rows = bindings.map(({ keys, shown, help, name }) => {
    const written = (keys.length > 1 ? keys : [shown]).map((key) => `\`${key}\``).join(' or ');
    const cells = names ? [written, help, name === undefined ? '' : `\`${name}\``] : [written, help];
    return `| ${cells.join(' | ')} |`;
  });
  return [`## ${title}`, '', ...heading, ...rows, ''];
}

const mouse = [
  '## The mouse',
  '',
  'A click focuses a pane, a double click zooms it and back, the wheel scrolls the pane under it, and a click on a hint of the footer presses',
  'its key. `--no-mouse` leaves the mouse to the terminal, which then selects text as usual; most terminals do that with Shift held, too.',
];

const config = [
  '## Other keys, and other defaults',
  '',
  '`$XDG_CONFIG_HOME/harmony/config.yaml` (`~/.config/harmony/config.yaml`) says what you always want. The command line says otherwise.',
  '',
  '```yaml',
  'theme: light',
  'layout: four-pane   # or large: true',
  'mouse: false        # as --no-mouse; --mouse listens to it again',
  'keys:               # by the names above',
  '  freeze: P',
  '  nextLayout: ctrl+n',
  '```',
  '',
  'A key is one character as you type it, or one of Tab, Shift+Tab, Esc, Enter, Space, Backspace, Up, Down, Left, Right, PageUp, PageDown,',
  'Home, End, and Ctrl with a letter (not C, H, I, J, M, which terminals use themselves). Two things on one key, or one of the scenario, are',
  'an error that names both.',
];
