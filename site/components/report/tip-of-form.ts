import { QUESTION_IDS, QUESTIONS } from '#domain/tip/questions.ts'

/** The form's fields as the JSON body of `POST /api/tips`: empty ones are left out, numbers are numbers. */
export function tipOfForm(data: FormData): Record<string, unknown> {
  const text = (name: string) => String(data.get(name) ?? '').trim() || undefined
  const list = (name: string) => {
    const values = data.getAll(name).map(String)
    return values.length > 0 ? values : undefined
  }
  const number = (name: string) => (text(name) ? Number(text(name)) : undefined)
  const lng = number('place.lng')
  const email = text('reporter.notify.email')
  const accused = {
    kind: text('accused.kind'),
    name: text('accused.name'),
    plate: text('accused.plate'),
    industry: text('accused.industry'),
  }
  const accusedKind = accused.kind ?? (accused.name || accused.plate || accused.industry ? 'unknown' : undefined)
  const answers = QUESTION_IDS.flatMap((id): [string, string | string[]][] => {
    const answer = QUESTIONS[id].type === 'choices' ? list(`answers.${id}`) : text(`answers.${id}`)
    return answer === undefined ? [] : [[id, answer]]
  })
  return {
    kinds: list('kinds') ?? [],
    behaviours: list('behaviours'),
    description: text('description') ?? '',
    subKinds: list('subKinds'),
    occurredOn: text('occurredOn'),
    occurredTo: text('occurredTo'),
    recurrence: text('recurrence'),
    ongoing: text('ongoing') === 'true' || undefined,
    place: {
      address: text('place.address') ?? '',
      street: text('place.street'),
      functionalZone: text('place.functionalZone'),
      ...(lng !== undefined && { lng, lat: number('place.lat'), crs: text('place.crs') }),
    },
    accused: accusedKind && { ...accused, kind: accusedKind },
    answers: answers.length > 0 ? Object.fromEntries(answers) : undefined,
    demand: text('demand'),
    attachments: list('attachments'),
    meToo: text('meToo') === 'true' || undefined,
    reporter: {
      mode: text('reporter.mode'),
      sealed: text('reporter.sealed'),
      recipients: text('reporter.recipients')?.split(' '),
      notify: email && { email },
    },
  }
}
