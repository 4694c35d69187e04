import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { htmlReport } from '../../src/report/html-report.ts';
import { reportOn } from '../../src/report/report.ts';
import { describeReal } from '../support/real-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { playedRun } from './runs.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly impact: string }[];
}

describeReal('chromium', 'the HTML report in a real browser', () => {
  let browser: Browser;
  let html: string;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
      args: ['--no-sandbox'],
    });
    html = htmlReport(reportOn([(await playedRun()).run]));
  }, 60_000);
  afterAll(() => browser?.close());

  async function opened(colorScheme: 'light' | 'dark') {
    const file = join(scratchFolder(), 'report.html');
    writeFileSync(file, html);
    const page = await browser.newPage({ colorScheme, viewport: { width: 1000, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    return { page, complaints };
  }

  test.each(['light', 'dark'] as const)(
    'draws its charts without complaint, and can be used by everyone (%s)',
    { timeout: 60_000 },
    async (scheme) => {
      const { page, complaints } = await opened(scheme);
      const visible = await page.locator('figure svg:visible').count();
      expect(visible).toBe(await page.locator('figure').count());
      expect(await page.locator('figure svg:visible path').count()).toBeGreaterThan(visible);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('prints to PDF', { timeout: 60_000 }, async () => {
    const { page } = await opened('dark');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
    await page.close();
  });
});
