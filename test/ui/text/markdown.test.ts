import { describe, expect, test } from 'vitest';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { markdownLines } from '../../../src/ui/text/markdown.ts';

const notes = `# Act one

Two teams, *two* autoscalers, **one Deployment**, and a line that is
broken in the source.

- Start the burst and let the curve speak for itself.
- Run \`kubectl get hpa\`.
  1. inner

\`\`\`
kubectl   top pods
\`\`\`
`;

describe('notes in Markdown', () => {
  test('become lines: paragraphs joined, items hanging, code as it stands', () => {
    expect(markdownLines(notes, 30).map(plain)).toEqual([
      'Act one',
      '',
      'Two teams, two autoscalers,',
      'one Deployment, and a line',
      'that is broken in the source.',
      '',
      '• Start the burst and let the',
      '  curve speak for itself.',
      '• Run kubectl get hpa.',
      '  1. inner',
      '',
      '  kubectl   top pods',
    ]);
  });

  test('keep what is meant to stand out', () => {
    const lines = markdownLines(notes, 80);
    const find = (text: string) => lines.flat().find((span) => span.text === text);
    expect(find('Act one')).toMatchObject({ bold: true });
    expect(find('one Deployment')).toMatchObject({ bold: true });
    expect(find('kubectl get hpa')).toMatchObject({ tone: 'signal' });
  });

  test('fit into any width, whatever is written', () => {
    for (let columns = 1; columns < 40; columns++) {
      const widths = markdownLines(notes.replace(/```[\s\S]*```/, 'a `b` **c d** ** e *f'), columns).map(lineWidth);
      expect(Math.max(...widths)).toBeLessThanOrEqual(Math.max(columns, 4));
    }
  });
});
