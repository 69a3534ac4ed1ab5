import type { Bureau } from '#domain/bureau.ts'
import { acknowledgeBy } from '#domain/case/deadline.ts'
import { dutyStatement } from '#domain/duty-statement.ts'
import type { PageFrame, PageLocals, ReportForm, TipStatus } from '#domain/page.ts'
import { CASE_SAMPLES } from './sample-cases.ts'
import { FIGURE_SAMPLES } from './sample-figures.ts'
import { LOG_SAMPLES } from './sample-log.ts'
import { PROJECT_SAMPLES } from './sample-project-pages.ts'
import { disclosures, late, withdrawn } from './sample-records.ts'
import { SOIL_SAMPLES } from './sample-soil.ts'

const AS_OF = '2026-11-20'

/** Made-up locals for each page, as its caller would load them: for `npm run dev` and for tests. */
export function sampleLocals(path: string, bureau: Bureau, about: Partial<PageFrame> = {}): PageLocals {
  const frame: PageFrame = { bureau, demo: true, origin: 'http://localhost:8787', asOf: AS_OF, ...about }
  return {
    frame,
    ...(SAMPLES[path] ??
      LOG_SAMPLES[path] ??
      SOIL_SAMPLES[path] ??
      PROJECT_SAMPLES[path] ??
      FIGURE_SAMPLES[path] ??
      CASE_SAMPLES[path]),
  }
}

const emptyForm: ReportForm = {
  today: AS_OF,
  values: {},
  problems: [],
  attachments: [],
  idempotencyKey: null,
  turnstileSiteKey: null,
  recipients: [],
}

const status: TipStatus = {
  reference: 'T-2026-7QK2MX',
  status: 'in_progress',
  label: '办理中',
  steps: [
    { code: 'received', label: '收到举报', on: '2026-11-02' },
    { code: 'accepted', label: '受理', on: '2026-11-04' },
    { code: 'assigned', label: '交办街道办事处', on: '2026-11-05' },
    { code: 'investigated', label: '开展调查', on: '2026-11-11' },
  ],
  nextDeadline: { step: 'close', by: '2027-01-04', article: '《信访工作条例》第三十四条', provisional: true },
  messages: [
    { from: 'bureau', on: '2026-11-12', text: '我们去看过现场。请问渣土车一般几点来？', attachments: [] },
    {
      from: 'reporter',
      on: '2026-11-13',
      text: '多半在夜里十一点以后，周末更多。\n附一张新拍的。',
      attachments: ['a'],
    },
  ],
  unsealed: 0,
  resealed: 0,
}

const SAMPLES: Record<string, Omit<PageLocals, 'frame'>> = {
  '/': {
    home: {
      week: '2026-W46',
      weekEndsOn: '2026-11-15',
      open: '15+',
      answered: '20+',
      overdue: '<5',
      latest: [withdrawn, ...disclosures.slice(0, 3)],
      late,
    },
  },
  '/how-we-work/': { duty: dutyStatement([], AS_OF) },
  '/report/': { form: emptyForm },
  '/report/waiting/': {
    wait: {
      ...emptyForm,
      values: { kinds: ['water', 'soil_groundwater'], description: '沟里的水发黑', 'place.address': '化工路桥下' },
      attachments: [{ id: '00000000-0000-4000-8000-000000000001', width: 1200, height: 900 }],
      idempotencyKey: 'sample',
      token: 'sample',
      seconds: 20,
    },
  },
  '/report/received/': {
    receipt: {
      reference: 'T-2026-7QK2MX',
      receipt: '7QK2-MXA9-40ZT-PV6D-R8HB-1CWE',
      acknowledgeBy: acknowledgeBy(AS_OF),
      outOfDistrict: null,
      emergency: false,
      promise: null,
    },
  },
  '/report/status/': {
    status: {
      receipt: '7QK2-MXA9-40ZT-PV6D-R8HB-1CWE',
      status,
      problem: null,
      change: null,
      receiptChanged: false,
      surveyProblem: null,
      surveyText: '',
      messageProblem: null,
      messageSent: false,
      messageText: '',
      isPromised: true,
    },
  },
  '/follow/': {
    follow: {
      step: 'confirm',
      subject: '/cases/',
      title: '举报办理结果',
      until: '2026-11-21',
      token: 'sample',
      problem: null,
      email: '',
    },
  },
  '/error/': {
    error: { status: 503, code: 'service.busy', message: '系统正忙，请稍后再试。', request: '0123456789abcdef' },
  },
}
