import type { CourseReport, FlapBudgetReport, RungReport } from '../report/course-report.ts';

/** The figures over time of an act as rows of its table: what is known of them. `number` prints a figure as the rest of the table does. */
export function courseRows(
  course: CourseReport,
  number: (value: number) => string,
): readonly (readonly [name: string, text: string])[] {
  const { churnPerMinute, oscillationScore, flapBudget, overshoot, timeOverTargetSeconds, latencyLadder } = course;
  const restless = [
    ...(churnPerMinute === undefined ? [] : [`${number(churnPerMinute)} starts and stops a minute`]),
    ...(oscillationScore === undefined ? [] : [`oscillation ${number(oscillationScore)}`]),
  ];
  return [
    ...(restless.length === 0 ? [] : [['churn', restless.join(', ')] as const]),
    ...(flapBudget === undefined ? [] : [['flap budget', budgetText(flapBudget)] as const]),
    ...(timeOverTargetSeconds === undefined ? [] : [['over target', `${number(timeOverTargetSeconds)} s`] as const]),
    ...(overshoot === undefined
      ? []
      : [['overshoot', `${overshoot.overshoot}: peak ${overshoot.peak}, needed ${overshoot.needed}`] as const]),
    ...(latencyLadder === undefined
      ? []
      : [['ladder', latencyLadder.map((rung) => rungText(rung, number)).join(', ')] as const]),
  ];
}

function budgetText({ starts, stops, budget, left }: FlapBudgetReport): string {
  const state = left < 0 ? `overdrawn by ${-left}` : left === 0 ? 'spent' : `${left} left`;
  return `${state}: ${starts + stops} of ${budget} starts and stops`;
}

function rungText({ id, sinceLoadSeconds }: RungReport, number: (value: number) => string): string {
  return `${id} ${sinceLoadSeconds === null ? '–' : `${number(sinceLoadSeconds)} s`}`;
}
