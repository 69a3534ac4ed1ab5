import type { CastSeries, CastSite } from './monitoring.ts'

const volatile = (pollutant: string, cas: string, limit: number, values: CastSeries['values']): CastSeries => ({
  pollutant,
  cas,
  unit: 'μg/kg',
  limit,
  method: 'HJ 605-2011',
  values,
})
const pesticide = (pollutant: string, cas: string, limit: number, values: CastSeries['values']): CastSeries => ({
  pollutant,
  cas,
  limit,
  method: 'HJ 835-2017',
  values,
})

/** Solvents, reported in μg/kg. Vinyl chloride could not be told from nothing: its detection limit is above the value. */
export const CHEMISTRY: CastSite = {
  landClass: 'class2',
  month: '08',
  censored: 'less',
  points: [
    { point: 'S1 溶剂罐区', lng: 113.48813, lat: 34.76421, share: 1 },
    { point: 'S2 装卸台', lng: 113.48866, lat: 34.76387, share: 0.48 },
    { point: 'S3 污水池北', lng: 113.48797, lat: 34.76455, share: 0.22 },
    { point: 'BJ1 厂外对照点', lng: 113.48502, lat: 34.76633, share: 0.001 },
    { point: 'D1 溶剂罐区深层', lng: 113.48816, lat: 34.76418, share: 0.3, deep: true },
  ],
  series: [
    volatile('三氯乙烯', '79-01-6', 1.2, [null, 1900, 2600, 3400, 3100, 2200, 2000]),
    volatile('氯仿', '67-66-3', 1.1, [null, 310, 440, 620, 580, 410, 400]),
    volatile('苯', '71-43-2', 1.9, [null, 120, 260, 310, 240, 180, 170]),
    volatile('1,2-二氯乙烷', '107-06-2', 1.3, [null, 88, 140, 170, 150, 95, 90]),
    volatile('氯乙烯', '75-01-4', 500, [null, 120, 130, 150, 140, 120, 110]),
    { pollutant: '石油烃（C10-C40）', limit: 6, method: 'HJ 1021-2019', values: [null, 640, 720, 830, 790, 700, 690] },
    {
      pollutant: '苯并[a]芘',
      cas: '50-32-8',
      limit: 0.1,
      method: 'HJ 834-2017',
      values: [null, 0.05, 0.08, 0.12, 0.1, 0.07, 0.06],
    },
  ],
}

/** Dioxins come in ng TEQ/kg, the standard counts in mg/kg. */
export const RECYCLING: CastSite = {
  landClass: 'class2',
  month: '07',
  censored: 'words',
  points: [
    { point: 'S1 熔炼车间下风向', lng: 113.61017, lat: 34.81214, share: 1 },
    { point: 'S2 拆解场', lng: 113.61064, lat: 34.81179, share: 0.66 },
    { point: 'S3 飞灰暂存间', lng: 113.61042, lat: 34.81247, share: 0.81 },
    { point: 'BJ1 上风向对照点', lng: 113.60711, lat: 34.81482, share: 0.05 },
  ],
  series: [
    {
      pollutant: '二噁英类（总毒性当量）',
      unit: 'ng TEQ/kg',
      limit: 0.1,
      method: 'HJ 77.4-2008',
      values: [null, 18, 26, 34, 52, 44, 41],
    },
    {
      pollutant: '多氯联苯（总量）',
      limit: 0.0004,
      method: 'HJ 743-2015',
      values: [null, 0.12, 0.15, 0.21, 0.24, 0.22, 0.2],
    },
    {
      pollutant: '铅',
      cas: '7439-92-1',
      limit: 10,
      method: 'HJ 491-2019',
      values: [null, 310, 340, 395, 420, 410, 400],
    },
    {
      pollutant: '铜',
      cas: '7440-50-8',
      limit: 1,
      method: 'HJ 491-2019',
      values: [null, 980, 1040, 1180, 1260, 1220, 1200],
    },
    { pollutant: '锑', cas: '7440-36-0', limit: 0.3, method: 'HJ 803-2016', values: [null, 12, 14, 17, 18, 17, 17] },
  ],
}

/** What an old pesticide store leaves behind. */
export const PESTICIDE: CastSite = {
  landClass: 'class2',
  month: '09',
  censored: 'less',
  points: [
    { point: 'S1 原药库旧址', lng: 113.52814, lat: 34.83017, share: 1 },
    { point: 'S2 分装车间', lng: 113.52873, lat: 34.82981, share: 0.4 },
    { point: 'S3 事故池', lng: 113.52797, lat: 34.82966, share: 0.15 },
    { point: 'BJ1 厂外对照点', lng: 113.52509, lat: 34.83244, share: 0.01 },
  ],
  series: [
    pesticide('β-六六六', '319-85-7', 0.06, [null, 0.71, 0.78, 0.86, 0.97, 0.94, 0.9]),
    pesticide('α-六六六', '319-84-6', 0.07, [null, 0.18, 0.2, 0.22, 0.24, 0.23, 0.2]),
    pesticide('γ-六六六', '58-89-9', 0.06, [null, 0.1, 0.12, 0.11, 0.13, 0.12, 0.1]),
    pesticide('滴滴涕', '50-29-3', 0.17, [null, 2.4, 2.6, 2.9, 3.1, 3, 2.8]),
    pesticide("p,p'-滴滴伊", '72-55-9', 0.04, [null, 1.1, 1.2, 1.3, 1.4, 1.4, 1.3]),
    {
      pollutant: '阿特拉津',
      cas: '1912-24-9',
      limit: 0.03,
      method: 'HJ 1052-2019',
      values: [null, 0.4, 0.5, 0.5, 0.6, 0.5, 0.5],
    },
  ],
}

/** Antimony, judged by class 1 because nobody has said what the land will be. */
export const DYEING: CastSite = {
  landClass: 'unclear',
  month: '05',
  censored: 'L',
  points: [
    { point: 'S1 染色车间东侧', lng: 113.59217, lat: 34.76017, share: 1 },
    { point: 'S2 调浆间', lng: 113.59251, lat: 34.75988, share: 0.5 },
    { point: 'S3 污泥棚', lng: 113.59236, lat: 34.76044, share: 0.8 },
    { point: 'BJ1 厂外对照点', lng: 113.59504, lat: 34.76218, share: 0.08 },
  ],
  series: [
    { pollutant: '锑', cas: '7440-36-0', limit: 0.3, method: 'HJ 803-2016', values: [null, 14, 16, 18.5, 22, 24, 23] },
    {
      pollutant: '铬（六价）',
      cas: '18540-29-9',
      limit: 0.5,
      method: 'HJ 1082-2019',
      values: [null, 0.8, 0.9, 1.1, 1.2, 1.3, 1.2],
    },
    {
      pollutant: '苯胺',
      cas: '62-53-3',
      limit: 0.1,
      method: 'HJ 834-2017',
      values: [null, 0.03, 0.04, 0.05, 0.04, 0.06, 0.05],
    },
    { pollutant: '石油烃（C10-C40）', limit: 6, method: 'HJ 1021-2019', values: [null, 96, 110, 128, 140, 151, 149] },
    { pollutant: '镍', cas: '7440-02-0', limit: 3, method: 'HJ 491-2019', values: [null, 42, 44, 43, 46, 47, 46] },
  ],
}
