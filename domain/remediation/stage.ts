import { PLOT_STAGES, type Plot, type PlotStage } from '../plot/schema.ts'
import type { EffectAssessment } from './assessment.ts'
import type { RemediationNotice } from './schema.ts'

/** A stage and the day it was reached or is planned for (`YYYY-MM-DD`); null while it has none. */
export type StageLine = { stage: PlotStage; on: string | null }

/** Before the work the plot's history is the project's too; from then on another project of the plot may be meant. */
const SHARED_WITH_PLOT: readonly PlotStage[] = ['investigation', 'risk_assessment', 'plan']

/**
 * The stages of a remediation in order (土壤污染防治法 art. 35): the newest published assessment of the project, else as
 * the notice says, else (before construction) as the plot's register says.
 */
export function stagesOf(
  notice: RemediationNotice,
  plot: Plot | null,
  assessments: readonly EffectAssessment[],
): StageLine[] {
  const assessedOn = assessments.map((one) => one.assessedOn).toSorted()
  return PLOT_STAGES.map((stage) => ({
    stage,
    on:
      (stage === 'effect_assessment' ? assessedOn.at(-1) : undefined) ??
      notice.stages[stage] ??
      (SHARED_WITH_PLOT.includes(stage) ? plot?.stages[stage] : undefined) ??
      null,
  }))
}

/** The stages of a plot as its register has them. */
export function plotStages(plot: Plot): StageLine[] {
  return PLOT_STAGES.map((stage) => ({ stage, on: plot.stages[stage] ?? null }))
}
