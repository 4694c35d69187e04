import { describe, expect, test } from 'vitest';
import type { DecisionDocument } from '../../../src/autoscaling/evaluation/decision-document.ts';
import { explainInput } from '../../../src/cli/explain-file.ts';
import { vectors } from '../hpa/vectors/vector-file.ts';
import { expectDecision, expectProposal } from './vector-agreement.ts';
import { controllerDocument, replicaDocument } from './vector-documents.ts';

const { replicaCalculator, controller } = vectors.families;

/** What `harmony explain -f - --json` prints for a document. */
function explain(document: unknown): DecisionDocument {
  let printed = '';
  let complaints = '';
  const exitCode = explainInput(
    JSON.stringify(document),
    { file: '-', json: true },
    {
      stdout: { write: (text) => (printed += text) },
      stderr: { write: (text) => (complaints += text) },
    },
  );
  expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
  return JSON.parse(printed) as DecisionDocument;
}

describe("Kubernetes' own cases through harmony explain", () => {
  let proposals = 0;
  let decisions = 0;

  test.each(replicaCalculator.map((vector) => [vector.name, vector] as const))('%s proposes', (_, vector) => {
    expectProposal(vector, explain(replicaDocument(vector)));
    proposals += 1;
  });

  test.each(controller.map((vector) => [vector.name, vector] as const))('%s decides', (_, vector) => {
    expectDecision(vector, explain(controllerDocument(vector)));
    decisions += 1;
  });

  test('can all be told in text', () => {
    const documents = [...replicaCalculator.map(replicaDocument), ...controller.map(controllerDocument)];
    let printed = '';
    let complaints = '';
    const exitCode = explainInput(
      JSON.stringify(documents),
      { file: '-', json: false },
      {
        stdout: { write: (text) => (printed += text) },
        stderr: { write: (text) => (complaints += text) },
      },
    );
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed.match(/^HPA:/gm)).toHaveLength(78 + 105);
  });

  test('none is left out', () => {
    expect({ proposals, decisions }).toEqual({ proposals: 78, decisions: 105 });
  });
});
