import type { EntryField } from '../../case/entry.ts'

/** Fields of a staff entry as labels say them. */
export const ENTRY_FIELD_WORDS: Readonly<Record<EntryField, string>> = {
  ticketNo: '12345 工单编号',
  writtenOn: '信上写的日期',
  postmarkedOn: '邮戳日期',
}

/** What does not fit together when a clerk writes down what came in. */
export const ENTRY_WORDS = {
  otherChannel: {
    ticketNo: '只有 12345 转来的才填工单编号，请改来源或去掉编号。',
    writtenOn: '只有来信才填信上的日期，请改来源或去掉日期。',
    postmarkedOn: '只有来信才填邮戳日期，请改来源或去掉日期。',
  },
  afterReceipt: {
    writtenOn: '信上的日期不能晚于收到日期，请检查。',
    postmarkedOn: '邮戳日期不能晚于收到日期，请检查。',
  },
  limitBeforeReceipt: '要求办结的日期不能早于收到日期，请检查。',
} as const satisfies Record<string, string | Partial<Record<EntryField, string>>>

/** What the printed slip tells the person whose matter was written down. */
export const SLIP_WORDS = {
  title: '查询码',
  changes: '第一次查询时，网页会请您换成一个新的查询码。新码只有您知道，换好以后这张纸上的码就作废。',
  keep: '新码请抄下来保管好，丢了补不回来。不要把码给别人看，也不要拍照发给别人。',
} as const

/** What a clerk reads when an answer was lost on the way. */
export const SENDING_WORDS = {
  unanswered: '上次按下登记后没有等到回答。请再按一次：已经登记的，会给出它的查询码，不会变成两件。',
  earlier: '上一次按下时其实已经登记，这是那一件的查询码。之后改的内容没有算进去：请打开这一件，用备注补上。',
  other:
    '上一次按下时已经登记了一件，内容和这次的不同，这里没有它的查询码。请先到队列里核对；确实是另一件的，再按一次登记。',
} as const
