/** Tests that prove a sentence, as `file under tests: title`; or why it needs none. */
export type Proof = readonly string[] | 'told' | 'law' | 'people'

const CANARY =
  'faults/canary.test.ts: nothing of a reporter is in any log or, in plain, in any file: every route, 2xx to 5xx, and a kill'
const SIGNED_IN =
  'api/account-session.test.ts: neither address nor browser stands in any row of any table, whichever door was used'
export const LOOP =
  'api/inbound-mail-loop.test.ts: a program that answers every mail of ours with a new one hears from us three times, and what it says is kept'
const SEALED =
  'browser/identity.browser.test.ts: keys are made and confirmed, the form seals in the page, two persons open: the server never saw a name'
const ON_ARRIVAL = 'api/identity-form.test.ts: is sealed on arrival to every key there is, and says so'
const NOWHERE =
  'api/identity-form.test.ts: whichever way they come: by script, by form, over the rate, by a clerk, refused, with a fault'
const TWO =
  'api/identity.test.ts: asked, approved, opened once: the receipt counts it, the timeline tells it, nobody else sees a word'
const WHO_SEES =
  'api/identity.test.ts: the officer sees their own requests, a head all, the auditor that it happened but not about which tip'
export const GONE =
  'api/rewrap.test.ts: 180 days after the end of the matter nothing is left to open; before that, or while it is looked at again, all is'
export const FOLLOWED =
  'stories/follow.test.ts: a page is followed by mail: asked, confirmed by a button, told once a day, ended by one press'
export const FORGOTTEN = 'api/follow.test.ts: what nobody confirms is gone after two days, and its link with it'
const PICTURES =
  'stories/published-photos.test.ts: covered pictures that a head approved go public with a row: by hash, in the log, without where they came from; corrected; taken back'
const ROW =
  'stories/published-case.test.ts: a closed case becomes a row of the public table: written anew, approved by another, a week late; corrected; taken back'
const LEAF =
  'domain/log/leaf.test.ts: a tip is its commitment and nothing else, a status names its leaf, a cover is opened'
const COVERS =
  'db/log/tips.test.ts: tips wait for the quarter of the day and enter as a multiple of eight, with covers that look the same'

/**
 * Every sentence of /privacy/, by words that stand in it alone, with what proves it. `told`: tells, promises nothing a
 * program could keep; `law`: says what the law says; `people`: kept by people, and the page says so. A sentence that is
 * not here, or whose test is gone, makes `privacy.test.ts` red.
 */
export const PROMISES: readonly (readonly [words: string, proof: Proof])[] = [
  ['起施行', 'told'],
  ['改动会换版本号', 'people'],
  ['没有办法知道您是谁', [CANARY, SIGNED_IN]],
  ['请不要在描述和照片里', 'told'],
  ['{bureau.address}', 'told'],
  ['第十三条第一款第三项', 'law'],
  ['第十七条、第三十五条', 'law'],
  ['《信访工作条例》第三十条', 'law'],
  [
    '连它的哈希也不存',
    [
      CANARY,
      SIGNED_IN,
      'api/limit.test.ts: two limiters with different keys put one address into different buckets: nothing carries over',
    ],
  ],
  ['浏览器和设备信息、语言', [CANARY, SIGNED_IN]],
  [
    '精确到秒的提交时间',
    ['rules/privacy.test.ts: a tip keeps its day, the history inside a minute, and nothing a second'],
  ],
  [
    '照片里的拍摄地点',
    [
      'api/attachment.test.ts: is turned upright, written anew under a random name, and answered with its digest and size',
      'api/photo-jpeg.test.ts: the photo of these tests carries a position, and all that must not be kept',
    ],
  ],
  ['查询码本身', ['api/tip.test.ts: keeps only a keyed hash of its receipt']],
  [
    '带密钥指纹',
    [
      'api/tip.test.ts: keeps only a keyed hash of its receipt',
      'api/receipt-change.test.ts: the database keeps neither the old code nor the new one',
    ],
  ],
  [
    '每小时作废的计数表',
    [
      'api/limit.test.ts: the turn of an hour is no clean slate, an hour later little is left, two hours later nothing',
      CANARY,
    ],
  ],
  ['一天最多自动答复三封', [LOOP]],
  [
    '查询码只放在请求正文里',
    [
      CANARY,
      'browser/report.browser.test.ts: without JavaScript a tip with a photo is filed, and the receipt stands on the page and in no address',
    ],
  ],
  [
    '去掉拍摄信息后重新生成的照片',
    [
      'api/attachment.test.ts: is turned upright, written anew under a random name, and answered with its digest and size',
    ],
  ],
  ['与您的来往消息', ['api/tip-status.test.ts: is stored with its event and photos, and both sides see it']],
  ['只由发信程序使用', ['api/tip.test.ts: seals the e-mail for the outbox alone, bound to its tip']],
  [
    '邮件里只有编号和链接',
    [
      'api/outbox.test.ts: a notice carries the number and the link, in Chinese, and nothing of the tip',
      'api/inbound-mail.test.ts: goes out once, with a code its holder changes, and nothing of what was told',
    ],
  ],
  [
    '请求确认关注的邮件也一样',
    ['api/follow.test.ts: nobody is bombed: three mails a day to one box, ten wishes an hour from one sender'],
  ],
  ['邮箱同样加密保存', ['api/follow.test.ts: neither the address nor a token stands in any table, log or page']],
  ['您在邮件里的链接上按了确认才开始发', [FOLLOWED]],
  ['不用登录', [FOLLOWED]],
  [
    '能读到举报内容的',
    ['rules/access.test.ts: identity officers, auditors and administrators read no tip, no case and no photo'],
  ],
  [
    '承办人只能看分给本单位的',
    [
      'rules/isolation.test.ts: a foreign %s: every door answers every role as for one that was never given, and nothing moves',
    ],
  ],
  [
    '审计员和管理员看不到内容',
    [
      'rules/access.test.ts: identity officers, auditors and administrators read no tip, no case and no photo',
      'rules/isolation.test.ts: no route of the kind %s says a word of it, whatever is asked for',
    ],
  ],
  [
    '被举报方看不到您写的原文',
    [ROW, 'rules/isolation.test.ts: no route of the kind %s says a word of it, whatever is asked for'],
  ],
  ['在您的浏览器里加密', [SEALED, NOWHERE]],
  ['当即代为封存', [ON_ARRIVAL, NOWHERE]],
  [
    '十分钟内由负责人批准',
    [
      TWO,
      'api/identity.test.ts: a no ends it, and so do ten minutes',
      'api/identity.test.ts: ten a day and not eleven; the next day in Shanghai begins anew',
    ],
  ],
  [
    '重新封存过几次',
    [
      TWO,
      'stories/lost-key.test.ts: the only officer’s key is lost: the one in escrow opens everything, and it is sealed to the officer who comes next',
    ],
  ],
  ['审计员看得到打开过', [WHO_SEES]],
  [
    '现在用的公钥和指纹',
    ['api/recipient.test.ts: anybody sees the keys that count, with their fingerprints, and nothing of who holds them'],
  ],
  [
    '钥匙不齐的时候',
    [
      'api/recipient.test.ts: with the last key of a kind gone, only anonymous is left, and a page loaded before is told so',
    ],
  ],
  ['须另外单独同意', ['rules/privacy.test.ts: the number of an identity card needs a consent of its own']],
  [
    '合计数按周、按月公布',
    ['db/figures/publish.test.ts: counts once in each of the three months, and is published 72 hours after each'],
  ],
  [
    '也推算不出',
    [
      'browser/figures.browser.test.ts: the demo shows numbers, counts under five and withheld ones, and nothing hidden can be computed',
    ],
  ],
  ['经另一人批准', [ROW]],
  ['500米的方格', [ROW]],
  ['每张都经负责人批准', [PICTURES]],
  ['原照片不公开', [PICTURES]],
  [
    '公开过的遮盖照片',
    [
      PICTURES,
      'stories/published-photos.test.ts: a public picture outlives the tip it came with, so that the record can be made anew; the photo itself does not',
    ],
  ],
  ['在公开日志里登记一个指纹', [COVERS]],
  [
    '没有那个随机数',
    ['api/tip.test.ts: stores a commitment that opens with its secret and content, photos by digest', LEAF],
  ],
  [
    '混进假条目',
    [COVERS, 'db/log/tips.test.ts: neither the order tips came in nor where the covers stand can be told from a batch'],
  ],
  [
    '日志不能删改',
    ['domain/log/proof.test.ts: a log that left out or changed an earlier leaf cannot show that it continues'],
  ],
  [
    '我们销毁那个随机数以后',
    [
      LEAF,
      'api/content.test.ts: so many years after the end of a matter, as the bureau fixed it, nothing a reporter said is left; a day before all is',
    ],
  ],
  ['下表是建议', 'told'],
  ['备份里删掉才算删掉', 'people'],
  ['不少于六个月', 'law'],
  [
    '本系统自身的日志没有网络地址',
    [CANARY, 'edge/worker.test.ts: the log is the closed list of fields, and knows neither who nor what'],
  ],
  ['由另外的保管人保存', 'people'],
  ['具体做法待主管部门确认', 'told'],
  ['记住这两项的cookie', ['api/app.test.ts: a form sets a cookie and the stylesheet follows it']],
  [
    '不从别处载入任何东西',
    ['api/app.test.ts: every answer carries the strict policy, allows nothing inline and names no third party'],
  ],
  [
    'Cloudflare的人机验证',
    ['api/app.test.ts: Turnstile’s host enters the policy of the report page alone, and only with its keys'],
  ],
  [
    '只在您勾选后存在您自己的设备上',
    [
      'browser/report-draft.browser.test.ts: is kept with its photos through a restart of the browser, only when asked for, and can be deleted',
      'browser/report-draft.browser.test.ts: is sent once, though the browser died between the 201 and the receipt, and is gone then',
    ],
  ],
  [
    '清掉本站的缓存和存储',
    [
      'api/leave.test.ts: leaving sends on to a page that says nothing, clears cache and storage, and is kept nowhere',
      'api/leave.test.ts: a draft the reporter asked to keep stays',
    ],
  ],
  ['浏览记录要您自己删', 'told'],
  ['要求解释我们怎样处理', 'law'],
  ['给我们写消息即可', ['api/tip-status.test.ts: is stored with its event and photos, and both sides see it']],
  ['只能凭查询码确认', ['api/tip-status.test.ts: that is unknown, malformed or mistyped gets the same bytes']],
  ['我们会说明理由', 'people'],
  ['向网信部门', 'law'],
  ['打击报复举报人是违法的', 'law'],
  ['请向公安机关', 'told'],
  ['不在我们手里', 'told'],
  ['被举报单位的设备和网络', 'told'],
  ['无痕窗口', 'told'],
  ['请放好', 'told'],
]
