/** A command line taken apart: flags by their long name (or letter), and the words that are not flags. */
export interface CommandLine {
  readonly flags: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

export interface FlagRules {
  /** Flags that take no value. */
  readonly switches: ReadonlySet<string>;
  /** Letters to the long names they stand for. */
  readonly short?: Readonly<Record<string, string>>;
  /** Everything from the first word that is no flag on belongs to the words, dashes or not. */
  readonly wordsEndFlags?: boolean;
}

/** Takes the arguments of a program apart: `--name value`, `--name=value`, `-n value`; switches have the value `true`. */
export function parseCommandLine(args: readonly string[], rules: FlagRules): CommandLine {
  const flags: Record<string, string> = {};
  const words: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (!arg.startsWith('-') || arg === '-') {
      if (rules.wordsEndFlags) return { flags, words: args.slice(index) };
      words.push(arg);
      continue;
    }
    const [text, inline] = splitOnce(arg.replace(/^--?/, ''), '=');
    const name = arg.startsWith('--') ? text : (rules.short?.[text] ?? text);
    if (inline !== undefined) flags[name] = inline;
    else if (rules.switches.has(name)) flags[name] = 'true';
    else {
      index += 1;
      flags[name] = args[index] ?? '';
    }
  }
  return { flags, words };
}

/** A program's name without its folders. */
export function programName(words: readonly string[]): string {
  return (words[0] ?? '').split('/').at(-1) ?? '';
}

/** The text before the first separator and the text after it; undefined where there is no separator. */
export function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** A number above 0, with `_` or `,` between thousands; undefined for anything else. */
export function count(text: string | undefined): number | undefined {
  const value = text ? Number(text.replaceAll(/[_,]/g, '')) : Number.NaN;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
