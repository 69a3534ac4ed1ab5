import type { PublicText } from '#domain/case/publication/draft.ts'

/** What the demo bureau wrote anew for the handling table; nothing of it is from a tip. */
export const PUBLIC_TEXTS = {
  mud: {
    problem: '群众反映一处待建空地堆有来历不明的泥状物，担心影响农田。',
    findings:
      '到场查看，确有少量泥状物，经检测不是危险废物；紧邻的修复工地围挡完整，没有发现从那里倒出的痕迹；没有找到倾倒的人。',
    measures: '由属地街道清走并复绿，装了围挡和摄像头，每星期查看一次。',
  },
  paint: {
    problem: '群众反映一家维修门店作业时气味扰民。',
    findings: '该店没有在封闭条件下喷涂，吸附材料超期使用。',
    measures: '已责令改正并依法处罚，门店新建封闭喷房，复查达标。',
  },
  foam: {
    problem: '群众反映一处排水沟清晨出现异常排水。',
    findings: '经蹲点查实，附近一家企业把清洗水排进雨水管道，水样超过排放标准。',
    measures: '已封堵排口并处罚，企业改接污水管网，补办了手续。',
  },
  truck: {
    problem: '群众反映有车辆夜间向河道倾倒建筑垃圾。',
    findings: '联合夜查，查到一辆没有运输许可的车，滩地上有新倒的渣土。',
    measures: '违法车辆交城管部门处罚，渣土清走，路口安装限高设施。',
  },
  drums: {
    problem: '群众反映一处厂区地下可能埋有工业废物。',
    findings: '开挖后找到废桶，内装生产废液，周围土壤有一项指标超过筛选值。',
    measures: '废桶连同污染土壤交有资质的单位处置，案件移送公安机关，所在地块开展土壤污染状况调查。',
  },
  dust: {
    problem: '群众反映一处建设项目扬尘。',
    findings: '有大片裸露土方没有苫盖，降尘设备停用。',
    measures: '当天完成苫盖，恢复喷雾降尘，并通报主管部门扣分。',
  },
  ditch: {
    problem: '群众反映沟渠内有不明污泥，担心饮水安全。',
    findings: '沟渠里确有污泥，检测没有发现重金属超标，附近水井水质合格。',
    measures: '污泥清走，查明出自一次管道疏通，已责令作业单位改正。',
  },
  mast: {
    problem: '群众担心拟建通信设施影响健康。',
    findings: '设施手续齐全，实测数值远低于国家规定的限值。',
    measures: '监测数据已向居民代表说明。',
  },
  clinic: {
    problem: '群众反映生活垃圾投放点混入医疗废物。',
    findings: '一家诊所的暂存设施管理不严，部分医疗废物被误投。',
    measures: '医疗废物由专门单位收走，诊所受到处罚，并组织了培训。',
  },
  village: {
    problem: '群众反映一片拆迁区域垃圾长期无人清理。',
    findings: '情况存在，现场有大量生活垃圾，部分被点燃过。',
    measures: '会同有关单位全部清走，四周围挡，夜间有人看守。',
  },
  report: {
    problem: '群众反映一份土壤检测报告可能失实。',
    findings: '核对影像和定位记录，部分点位没有采样的证据。',
    measures: '该报告作废，要求重做；检测机构立案处罚，并通报市场监管部门。',
  },
} as const satisfies Record<string, PublicText>
