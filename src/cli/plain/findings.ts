import type { Finding } from '../../autoscaling/referee/finding.ts';
import { findings } from '../../session/insight/findings.ts';
import type { PlainLine } from './line.ts';
import type { Teller } from './teller.ts';

/** Tells what the referee finds, and when that is over. A finding is the same for as long as it is about the same objects. */
export function findingTeller(): Teller {
  let known = new Map<string, Finding>();
  return (_, after) => {
    const found = new Map(findings(after).map((finding) => [keyOf(finding), finding]));
    const begun = [...found].filter(([key]) => !known.has(key));
    const ended = [...known].filter(([key]) => !found.has(key));
    known = found;
    const at = after.now;
    return [
      ...ended.map(([, { title }]): PlainLine => ({ at, subject: 'over', text: title })),
      ...begun.map(([, { severity, title, advice }]): PlainLine => {
        return { at, subject: severity, text: `${title}. ${advice}` };
      }),
    ];
  };
}

function keyOf({ id, severity, objects }: Finding): string {
  return [id, severity, ...objects.map(({ kind, name }) => `${kind}/${name}`).toSorted()].join(' ');
}
