import type { CastSeries, CastSite } from './monitoring.ts'

const metal = (pollutant: string, cas: string, limit: number, values: CastSeries['values']): CastSeries => ({
  pollutant,
  cas,
  limit,
  method: 'HJ 491-2019',
  values,
})
const arsenic = (values: CastSeries['values']): CastSeries => ({
  pollutant: '砷',
  cas: '7440-38-2',
  limit: 0.01,
  method: 'HJ 680-2013',
  values,
})
const cadmium = (values: CastSeries['values']): CastSeries => ({
  pollutant: '镉',
  cas: '7440-43-9',
  limit: 0.01,
  method: 'GB/T 17141-1997',
  values,
})
const chromium6 = (values: CastSeries['values']): CastSeries => ({
  pollutant: '铬（六价）',
  cas: '18540-29-9',
  limit: 0.5,
  method: 'HJ 1082-2019',
  values,
})
const oil = (values: CastSeries['values']): CastSeries => ({
  pollutant: '石油烃（C10-C40）',
  limit: 6,
  method: 'HJ 1021-2019',
  values,
})

/** Hexavalent chromium rises past the screening value; total chromium and zinc have no value to be judged by. */
export const PLATING: CastSite = {
  landClass: 'class2',
  month: '09',
  censored: 'less',
  points: [
    { point: 'S1 镀铬车间北侧', lng: 113.50121, lat: 34.75214, share: 1 },
    { point: 'S2 污水站东侧', lng: 113.50196, lat: 34.75189, share: 0.55 },
    { point: 'S3 危废间门口', lng: 113.50158, lat: 34.75142, share: 0.34 },
    { point: 'BJ1 厂外对照点', lng: 113.49874, lat: 34.75301, share: 0.08 },
    { point: 'D1 镀铬车间深层', lng: 113.50124, lat: 34.75211, share: 0.2, deep: true },
  ],
  series: [
    chromium6([3.2, 4.1, 5.2, 6.9, 8.0, 7.6, 7.2]),
    metal('镍', '7440-02-0', 3, [410, 455, 520, 610, 640, 650, 640]),
    metal('铅', '7439-92-1', 10, [62, 58, 71, 66, 69, 68, 70]),
    metal('铜', '7440-50-8', 1, [210, 232, 251, 290, 284, 280, 277]),
    metal('锌', '7440-66-6', 1, [880, 910, 1020, 1190, 1260, 1240, 1230]),
    metal('总铬', '7440-47-3', 4, [320, 355, 402, 480, 515, 500, 498]),
    cadmium([0.42, 0.45, 0.51, 0.48, 0.53, 0.5, 0.5]),
    arsenic([11.2, 10.8, 12.1, 11.6, 12.4, 12, 11.9]),
    {
      pollutant: '汞',
      cas: '7439-97-6',
      limit: 0.002,
      method: 'HJ 680-2013',
      values: [0.11, 0.1, 0.12, 0.12, 0.13, 0.12, 0.12],
    },
    {
      pollutant: '氰化物',
      cas: '57-12-5',
      limit: 0.04,
      method: 'HJ 745-2015',
      values: [0.02, 0.03, 0.06, 0.02, 0.03, 0.03, 0.03],
    },
  ],
}

/** Lead climbs past the intervention value, and falls once the soil under the paste shop is dug out. */
export const BATTERY: CastSite = {
  landClass: 'class2',
  month: '10',
  censored: 'L',
  points: [
    { point: 'S1 涂板车间南侧', lng: 113.55312, lat: 34.79017, share: 1 },
    { point: 'S2 废酸池旁', lng: 113.55287, lat: 34.78984, share: 0.42 },
    { point: 'S3 原料库门口', lng: 113.55341, lat: 34.79048, share: 0.27 },
    { point: 'BJ1 厂外对照点', lng: 113.55604, lat: 34.79233, share: 0.04 },
    { point: 'D1 涂板车间深层', lng: 113.55315, lat: 34.79014, share: 0.11, deep: true },
  ],
  series: [
    metal('铅', '7439-92-1', 10, [null, 620, 890, 1480, 2860, 1120, 760]),
    { pollutant: '锑', cas: '7440-36-0', limit: 0.3, method: 'HJ 803-2016', values: [null, 24, 31, 38, 66, 29, 22] },
    cadmium([null, 1.4, 1.7, 2.2, 3.1, 1.6, 1.3]),
    arsenic([null, 13.1, 12.7, 14.2, 15.8, 13.3, 12.9]),
    metal('铜', '7440-50-8', 1, [null, 44, 47, 52, 61, 48, 45]),
  ],
  statement: '涂板车间南侧表层土已清挖并暂存，正在委托处置；下一年加密监测。（演示文字）',
}

/** Oil within its limits; one year the works were not on the list, and nothing was owed. */
export const MACHINING: CastSite = {
  landClass: 'class2',
  month: '06',
  censored: 'words',
  points: [
    { point: 'S1 机加工车间西侧', lng: 113.58217, lat: 34.75608, share: 1 },
    { point: 'S2 油品库', lng: 113.58249, lat: 34.75581, share: 0.7 },
    { point: 'BJ1 厂外对照点', lng: 113.58433, lat: 34.75777, share: 0.05 },
  ],
  series: [
    oil([null, 1320, 1510, 1640, 1880, 2050, 2110]),
    metal('镍', '7440-02-0', 3, [null, 61, 66, 63, 70, 72, 74]),
    metal('铅', '7439-92-1', 10, [null, 48, 52, 50, 55, 57, 58]),
    chromium6([null, 0.2, 0.3, 0.2, 0.6, 0.4, 0.4]),
    {
      pollutant: '苯并[a]芘',
      cas: '50-32-8',
      limit: 0.1,
      method: 'HJ 834-2017',
      values: [null, 0.06, 0.11, 0.09, 0.14, 0.12, 0.1],
    },
  ],
}

/** Farmland around a compost works, judged by the acidity of each sample; one sample of the last year came without it. */
export const COMPOST: CastSite = {
  landClass: 'other_farmland',
  month: '10',
  censored: 'L',
  points: [
    { point: 'N1 堆场北侧麦田', lng: 113.47211, lat: 34.73018, share: 1, pH: 7.8 },
    { point: 'N2 渗滤液池东麦田', lng: 113.47275, lat: 34.72984, share: 0.62, pH: 6.9 },
    { point: 'N3 村南菜地', lng: 113.47342, lat: 34.72911, share: 0.35, pH: 7.4, lost: true },
    { point: 'BJ1 上风向对照麦田', lng: 113.46904, lat: 34.73307, share: 0.2, pH: 8.1 },
  ],
  series: [
    cadmium([null, 0.42, 0.55, 0.71, 0.88, 0.93, 0.9]),
    {
      pollutant: '汞',
      cas: '7439-97-6',
      limit: 0.002,
      method: 'HJ 680-2013',
      values: [null, 0.21, 0.24, 0.3, 0.33, 0.31, 0.3],
    },
    arsenic([null, 11.5, 11.9, 12.6, 13, 12.8, 12.7]),
    metal('铅', '7439-92-1', 10, [null, 33, 36, 41, 44, 43, 43]),
    metal('铬', '7440-47-3', 4, [null, 66, 69, 74, 78, 77, 76]),
    metal('铜', '7440-50-8', 1, [null, 48, 61, 78, 92, 104, 101]),
    metal('镍', '7440-02-0', 3, [null, 31, 33, 36, 38, 38, 37]),
    metal('锌', '7440-66-6', 1, [null, 142, 175, 231, 268, 289, 280]),
  ],
}
