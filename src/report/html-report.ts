import { chartLooks, chartSvg } from './chart-svg.ts';
import { curveIds } from './curve-ids.ts';
import { htmlStyle } from './html-style.ts';
import type { Report } from './report.ts';
import { figureTable } from './table.ts';

const chartSize = { width: 920, height: 260 };

/** The report as one HTML file that needs nothing else: no script, no network, charts as inline SVG, readable in light, dark and print. */
export function htmlReport(report: Report): string {
  const { title, runs, verdict } = report;
  const shown = escaped(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shown}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<h1>${shown}</h1>
<ul class="runs">${runs.map(({ name, place, startedAt }) => `<li><code>${escaped(name)}</code> ${escaped(place)}, <time datetime="${startedAt}">${startedAt}</time></li>`).join('')}</ul>
${verdict === undefined ? '' : `<p class="verdict">${escaped(verdict)}</p>`}
${tableHtml(report)}
<section aria-labelledby="curves"><h2 id="curves">Curves</h2>
${chartsHtml(report)}
</section>
${sectionsHtml(report)}
</main>
</body>
</html>
`;
}

function tableHtml({ comparison }: Report): string {
  const { heading, rows } = figureTable(comparison);
  const [, ...columns] = heading;
  const head = columns.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map(([name, ...cells]) => {
    const values = cells.map(({ text, best }) =>
      best ? `<td class="best">${escaped(text)} <span class="mark">best</span></td>` : `<td>${escaped(text)}</td>`,
    );
    return `<tr><th scope="row">${escaped(name?.text ?? '')}</th>${values.join('')}</tr>`;
  });
  return `<section aria-labelledby="figures"><h2 id="figures">Figures</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="figures">
<table><thead><tr><td></td>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>
</div></section>`;
}

/** Each chart in both looks; the style shows the one that fits the reader's. */
function chartsHtml({ comparison: { subjects } }: Report): string {
  return curveIds(subjects)
    .map((id) => {
      const title = subjects.flatMap(({ act }) => act.curves.filter((curve) => curve.id === id))[0]?.title ?? id;
      const label = `${title} over time: ${subjects.map((subject) => subject.label).join(', ')}`;
      const pictures = (['light', 'dark'] as const).map((look) => {
        const svg = chartSvg(id, subjects, chartLooks[look], chartSize) ?? '';
        return `<div class="${look}" role="img" aria-label="${escaped(label)}">${svg}</div>`;
      });
      return `<figure>${pictures.join('\n')}</figure>`;
    })
    .join('\n');
}

function sectionsHtml({ comparison: { subjects }, recommendations }: Report): string {
  return subjects
    .map(({ label, act }, index) => {
      const advised = recommendations[index] ?? [];
      const parts = [
        list(
          'Expectations',
          act.expectations.map(
            ({ met, text, actual }) =>
              `<span class="${met ? 'met' : 'missed'}">${met ? '✓ met' : '✕ not met'}</span> <code>${escaped(text)}</code> (${escaped(actual)})`,
          ),
        ),
        list(
          'What the referee saw',
          act.findings.map(
            ({ title, firstSecond, seconds, advice }) =>
              `<strong>${escaped(title)}</strong> from ${firstSecond} s, for ${seconds} s. ${escaped(advice)}`,
          ),
        ),
        list(
          'Recommendations',
          advised.map(({ advice, evidence }) => `${escaped(advice)} <em>${escaped(evidence)}</em>`),
        ),
      ].join('');
      return parts === ''
        ? ''
        : `<section aria-labelledby="act-${index}"><h2 id="act-${index}">${escaped(label)}</h2>${parts}</section>`;
    })
    .join('\n');
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<h3>${title}</h3><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
