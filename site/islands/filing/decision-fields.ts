import type { DisclosureDecision } from '#domain/disclosure/state.ts'

type Asked = { name: 'changed' | 'basis' | 'text'; label: string; hint: string }

/** What each decision asks for; a return asks for its reasons by field. */
export const FILING_DECISION_FIELDS: Readonly<Partial<Record<DisclosureDecision, readonly Asked[]>>> = {
  correction: [
    { name: 'changed', label: '更正什么', hint: '例如：1 号点位镉的测定值由 12.3 改为 1.23。公众会看到。' },
    { name: 'basis', label: '更正的依据', hint: '例如：检测机构 2026 年 3 月 2 日的更正函。公众会看到。' },
  ],
  reply: [
    {
      name: 'text',
      label: '答复',
      hint: '例如：超过筛选值的 2 号点位已委托开展详细调查，预计 2026 年 6 月完成。公众会在结果旁边看到。不超过 2000 字。',
    },
  ],
  withdrawal: [
    { name: 'basis', label: '撤回的依据', hint: '写明文件或事实。原来的网址会一直显示撤回的日期和这段依据。' },
  ],
}

/** What a decision does, said before it is made. */
export const FILING_DECISION_EFFECTS: Readonly<Record<DisclosureDecision, string>> = {
  change: '',
  submission: '交给本单位的签署人签字。签字以前，签署人可以退回来改。',
  signature:
    '本人已核对以上内容和所附报告，代表本单位对其真实、准确、完整负责（《企业环境信息依法披露管理办法》第四条）。签字后报送生态环境部门审核。',
  return: '在填报内容里点“指出”，写明哪一处要怎么改。对方会在那一处看到您的意见。',
  approval: '审核通过后立即公开，全部内容任何人都能看到、下载。填报、签字、审核须是三个不同的人。',
  correction: '会新开一版草稿，和新填报一样签字、审核。公开以前，现在的版本照旧公开；以后两版都看得到。',
  reply: '不改数据，只附上本单位对公开内容的答复；和更正一样由另一人签字、审核后公开，作为新的一版，旧版仍可查。',
  abandonment: '放弃后这份草稿不能再改。已经公开的版本不受影响。',
  withdrawal: '撤回后页面只显示撤回的日期和依据，内容、数据和文件都不再公开。这一步不能反悔。',
}

/** Decisions that bring a filing a step nearer to the public: those stand out. */
export const ONWARD: readonly DisclosureDecision[] = ['submission', 'signature', 'approval', 'correction']

/** Decisions that cannot be taken back. */
export const FINAL_DECISIONS: readonly DisclosureDecision[] = ['withdrawal', 'abandonment']
