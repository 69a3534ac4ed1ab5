import type { TextTemplate, TextTemplateInput } from '#domain/case/text-template.ts'
import { call, get, post } from '../../client.ts'

export const listTextTemplates = () => get<{ items: TextTemplate[] }>('/api/text-templates')
/** Saves a text: a new one, or the next version of one that was seen. */
export const saveTextTemplate = (input: TextTemplateInput, before: TextTemplate | null) =>
  before
    ? call('PUT', `/api/text-templates/${encodeURIComponent(before.id)}`, { ...input, version: before.version })
    : post('/api/text-templates', input)
export const removeTextTemplate = ({ id }: TextTemplate) =>
  call('DELETE', `/api/text-templates/${encodeURIComponent(id)}`)
