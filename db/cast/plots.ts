import type { Plot } from '#domain/plot/schema.ts'
import type { CastTime } from './filing.ts'

export type PlotKey = 'battery' | 'brickworks' | 'plating' | 'pesticide'

/** Numbers of the plots: the year each was entered, and one of a row. */
export function plotIds({ ago }: Pick<CastTime, 'ago'>): Record<PlotKey, string> {
  const year = (days: number) => ago(days).slice(0, 4)
  return {
    battery: `ZY-${year(880)}-001`,
    brickworks: `ZY-${year(700)}-002`,
    plating: `ZY-${year(260)}-003`,
    pesticide: `ZY-${year(190)}-004`,
  }
}

/** Four invented plots: cleaned up, failed, about to begin, and on the province's list. */
export function plots(time: CastTime): { enteredOn: string; plot: Plot }[] {
  const { ago } = time
  const id = plotIds(time)
  return [
    {
      enteredOn: ago(880),
      plot: {
        id: id.battery,
        name: '原豫演蓄电池老厂区地块（虚构）',
        address: '郑州市中原区西流湖街道乙丑路6号（虚构）',
        street: '410102011',
        area: 18_600,
        formerUse: '铅蓄电池组装，已停产',
        plannedUse: '工业用地（仓储）',
        stages: {
          investigation: ago(880),
          risk_assessment: ago(800),
          plan: ago(690),
          construction: ago(610),
          effect_assessment: ago(262),
          aftercare: ago(240),
        },
        listed: null,
        restriction: null,
        contact: '安全环保部 0371-0000-0002（演示号码）',
      },
    },
    {
      enteredOn: ago(700),
      plot: {
        id: id.brickworks,
        name: '须水演示砖瓦厂填坑地块（虚构）',
        address: '郑州市中原区须水街道癸酉村北（虚构）',
        street: '410102012',
        area: 9_400,
        formerUse: '砖瓦取土坑，曾被填入工业固体废物，倾倒者无法查明',
        plannedUse: '社区公园',
        stages: {
          investigation: ago(700),
          risk_assessment: ago(590),
          plan: ago(470),
          construction: ago(405),
          effect_assessment: ago(45),
        },
        listed: {
          on: ago(560),
          notice: '河南省建设用地土壤污染风险管控和修复名录（演示第 0 号）',
          url: null,
        },
        restriction: '达到修复目标并移出名录前，不得开工建设与风险管控、修复无关的任何项目。',
        contact: '演示街道办事处 0371-0000-0011（演示号码）',
      },
    },
    {
      enteredOn: ago(260),
      plot: {
        id: id.plating,
        name: '郑州演示电镀旧镀铬车间地块（虚构）',
        address: '郑州市中原区须水街道甲子工业路1号院内（虚构）',
        street: '410102012',
        area: 2_750,
        formerUse: '镀铬车间，已拆除',
        plannedUse: '工业用地（厂房改建）',
        stages: { investigation: ago(260), risk_assessment: ago(170), plan: ago(60) },
        listed: null,
        restriction: '修复完成前不得改建。',
        contact: '环保部 0371-0000-0001（演示号码）',
      },
    },
    {
      enteredOn: ago(190),
      plot: {
        id: id.pesticide,
        name: '原某某农药厂原药库地块（虚构）',
        address: '郑州市中原区莲湖街道己巳路11号（虚构）',
        street: '410102013',
        area: 6_100,
        formerUse: '农药原药储存，已停用',
        plannedUse: '尚未明确',
        stages: { investigation: ago(190), risk_assessment: ago(95) },
        listed: {
          on: ago(70),
          notice: '河南省建设用地土壤污染风险管控和修复名录（演示第 1 号）',
          url: null,
        },
        restriction: '列入名录的地块，不得作为住宅、公共管理与公共服务用地。',
        contact: null,
      },
    },
  ]
}
