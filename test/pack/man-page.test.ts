import { describe, expect, test } from 'vitest';
import { manPage } from '../../src/cli/man-page.ts';
import { createProgram } from '../../src/cli/program.ts';

describe('the man page', () => {
  const lines = manPage(createProgram()).split('\n');

  test('begins with its title and says what the program is', () => {
    expect(lines[0]).toMatch(/^\.TH HARMONY 1 "" "Harmony \d+\.\d+\.\d+" "User commands"$/);
    expect(lines).toContain('harmony \\- a live cockpit in the terminal for Kubernetes autoscaling');
  });

  test('has a section for every command, and every option of it', () => {
    for (const command of createProgram().commands) {
      const start = lines.findIndex((line) => line.startsWith(`.SS harmony ${command.name()} `));
      expect(start).toBeGreaterThan(0);
      const length = lines.slice(start + 1).findIndex((line) => /^\.S[SH] /.test(line));
      const section = lines.slice(start, start + 1 + length).join('\n');
      for (const { long } of command.options) expect(section).toContain((long ?? '').replaceAll('-', '\\-'));
    }
  });

  test('shows the examples of each command', () => {
    const examples = lines.filter((line) => /^harmony (rehearse|scenarios new) /.test(line));
    expect(examples).toContain('harmony scenarios new shop \\-\\-from\\-namespace shop \\-\\-context prod');
    expect(examples).toContain('harmony rehearse meme\\-generator \\-\\-seeds 1..20');
  });

  test('has no line that roff would take for a request it does not know', () => {
    const requests = new Set(lines.flatMap((line) => /^[.']\s*(\w+)/.exec(line)?.[1] ?? []));
    expect([...requests].sort()).toEqual(['B', 'BR', 'PP', 'RE', 'RS', 'SH', 'SS', 'TH', 'TP', 'br', 'fi', 'nf']);
  });
});
