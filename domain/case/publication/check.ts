import type { Problem } from '../../refusal.ts'
import { ABOUT_WORDS, TEXT_PROBLEMS } from '../../words/zh/publication.ts'
import type { Beside } from '../decide.ts'
import type { Case, DecisionInput } from '../schema.ts'
import { ABOUT, type PublicText, TEXT_FIELDS } from './draft.ts'
import { type PhotoChoice, photoProblems } from './photo.ts'
import { isPatchwork, masked, namesIn, sharedPassages } from './text.ts'

/** What a public text must not give away. */
export type Kept = {
  /** What residents told: descriptions, places. */
  told: readonly string[]
  /** Both sides' messages, findings, notes. */
  written: readonly string[]
  /** Names of people, and the numbers of tips. */
  names: readonly string[]
  /** What is public of this case already. */
  known: readonly string[]
}

/** What stands against publishing a text as it is, field by field; nothing where it may be published. */
export function textProblems(text: PublicText, kept: Kept): Problem[] {
  const sources = [...kept.told, ...kept.written]
  return TEXT_FIELDS.flatMap((path): Problem[] => {
    const shared = sharedPassages(text[path], sources, kept.known).map((one) => one.text)
    const found = masked(text[path]).found.map((one) => one.text)
    const named = namesIn(text[path], kept.names)
    return [
      ...(shared.length > 0 ? [{ path, code: 'shared', message: TEXT_PROBLEMS.shared(shared) }] : []),
      ...(shared.length === 0 && isPatchwork(text[path], kept.told)
        ? [{ path, code: 'patchwork', message: TEXT_PROBLEMS.patchwork }]
        : []),
      ...(found.length > 0 ? [{ path, code: 'unmasked', message: TEXT_PROBLEMS.unmasked(found) }] : []),
      ...(named.length > 0 ? [{ path, code: 'named', message: TEXT_PROBLEMS.named(named) }] : []),
    ]
  })
}

/** What stands against a draft: its text, what it is about, and whether a correction says why. */
export function draftProblems(
  { publication }: Case,
  input: Extract<DecisionInput, { decision: 'publication-draft' }>['input'],
  beside: Beside,
): Problem[] {
  const problems = textProblems(input, keptOf(beside))
  for (const path of ABOUT)
    if (input[path] && !beside.about?.[path])
      problems.push({ path, code: 'not-in-list', message: TEXT_PROBLEMS.gone(ABOUT_WORDS[path]) })
  const isPublic = (publication?.version ?? 0) > 0
  if (isPublic && !input.change) problems.push({ path: 'change', code: 'required', message: TEXT_PROBLEMS.change })
  if (!isPublic && input.change)
    problems.push({ path: 'change', code: 'unknown-key', message: TEXT_PROBLEMS['no-change'] })
  if (input.change) problems.push(...changeProblems(input.change, keptOf(beside)))
  return [...problems, ...photosProblems(input.photos ?? [], beside)]
}

/** What stands against approving what was drafted: residents may have written since, a picture's approval may be taken back. */
export function approvalProblems({ publication }: Case, beside: Beside): Problem[] {
  const { draft } = publication ?? {}
  if (!draft) return []
  const kept = keptOf(beside)
  const about = [...textProblems(draft, kept), ...(draft.change ? changeProblems(draft.change, kept) : [])]
  return [...about, ...photosProblems(draft.photos ?? [], beside)]
}

/** Captions are as public as the text beside them. */
function photosProblems(photos: readonly PhotoChoice[], beside: Beside): Problem[] {
  const captions = photos.flatMap(({ caption }, at) => reasonProblems(`photos.${at}.caption`, caption, keptOf(beside)))
  return [...photoProblems(photos, beside.photos ?? []), ...captions]
}

function changeProblems({ changed, basis }: { changed: string; basis: string }, kept: Kept): Problem[] {
  return [...reasonProblems('change.changed', changed, kept), ...reasonProblems('change.basis', basis, kept)]
}

/** Reasons are as public as the text they are about. */
export function reasonProblems(path: string, reason: string, kept: Kept): Problem[] {
  return textProblems({ problem: reason, findings: '', measures: '' }, kept).map((one) => ({ ...one, path }))
}

/** What a text is held against. @throws when nobody looked up what a text has to be held against: no text passes unseen */
export function keptOf({ kept }: Beside): Kept {
  if (!kept) throw new Error("couldn't judge a public text: nobody said what it must not give away")
  return kept
}
