import type { RehearsalReport } from '../report/rehearsal-report.ts';

/** The report as JUnit XML, which pipelines show: a suite per act, a case per expectation. */
export function rehearsalJunit(report: RehearsalReport): string {
  const { scenario, acts, expectations, wallMillis } = report;
  const suites = acts.map(({ id, seconds }) => {
    const own = expectations.filter(({ act }) => act === id);
    const cases = own.map(({ text, actual, met, nearest }) => {
      const nearestText = nearest ? `; nearest at ${nearest.atSecond} s: ${nearest.actual}` : '';
      const failure = met ? '' : `<failure message="${escaped(`seen: ${actual}${nearestText}`)}"/>`;
      return `    <testcase classname="${escaped(`${scenario}.${id}`)}" name="${escaped(text)}" time="${seconds}">${failure}</testcase>\n`;
    });
    return `  <testsuite name="${escaped(id)}" ${counts(own)} time="${seconds}">\n${cases.join('')}  </testsuite>\n`;
  });
  const all = `name="${escaped(scenario)}" ${counts(expectations)} time="${wallMillis / 1000}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${all}>\n${suites.join('')}</testsuites>\n`;
}

function counts(expectations: RehearsalReport['expectations']): string {
  return `tests="${expectations.length}" failures="${expectations.filter(({ met }) => !met).length}"`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
