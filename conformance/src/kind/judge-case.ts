import { Comparison, type Difference } from '../compare/comparison.js';
import type { DivergenceName } from '../divergence/divergences.js';
import { show } from '../kedro-error/compare-error.js';
import type { CaseKind, OracleCase } from '../oracle/oracle-case.js';
import { recogniseKind } from '../oracle/recognise-kind.js';
import { compareCatalogResolution } from './catalog-resolution.js';
import { compareConfigLoader } from './config-loader.js';
import { compareNodeNames } from './node-names.js';
import { compareParams } from './params.js';
import { comparePipelineAlgebra } from './pipeline-algebra.js';
import { comparePipelineErrors } from './pipeline-errors.js';
import { compareResume } from './resume.js';
import { compareRunSemantics } from './run-semantics.js';

/** What became of a case. */
export type Verdict =
  | { readonly status: 'passed' | 'python-only' }
  | { readonly status: 'diverged'; readonly rules: readonly DivergenceName[] }
  | { readonly status: 'failed'; readonly differences: readonly Difference[] };

const comparisons: Readonly<Record<CaseKind, (comparison: Comparison) => void | Promise<void>>> = {
  pipeline_algebra: comparePipelineAlgebra,
  pipeline_errors: comparePipelineErrors,
  node_names: compareNodeNames,
  resume: compareResume,
  run_semantics: compareRunSemantics,
  catalog_resolution: compareCatalogResolution,
  config_loader: compareConfigLoader,
  params: compareParams,
};

/** Asks the packages what a case asked Kedro, and compares the answers. */
export async function judgeCase(oracleCase: OracleCase): Promise<Verdict> {
  if (oracleCase.python_only !== undefined) return { status: 'python-only' };
  const kind = recogniseKind(oracleCase);
  const comparison = new Comparison(oracleCase);
  if (kind === undefined) {
    comparison.differ('', 'none of the kinds of cases that this harness knows', 'a case of a known kind');
  } else {
    try {
      await comparisons[kind](comparison);
    } catch (error) {
      comparison.differences.push({ at: '', actual: show(error), expected: oracleCase.expect });
    }
  }
  const { differences, divergences } = comparison;
  if (differences.length > 0) return { status: 'failed', differences };
  return divergences.size > 0 ? { status: 'diverged', rules: [...divergences] } : { status: 'passed' };
}
