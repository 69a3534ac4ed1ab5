import type { FilingKind } from '#domain/record.ts'
import type { FormSection } from './fields.ts'
import { ASSESSMENT_FORM } from './form-assessment.ts'
import { NOTICE_FORM } from './form-notice.ts'
import { SOIL_FORM } from './form-soil.ts'
import { TRANSFER_FORM } from './form-transfer.ts'

/** What each kind of filing asks for, in the order it is filled in. */
export const FORMS: Readonly<Record<FilingKind, readonly FormSection[]>> = {
  soil_self_monitoring: SOIL_FORM,
  remediation_notice: NOTICE_FORM,
  soil_transfer: TRANSFER_FORM,
  effect_assessment: ASSESSMENT_FORM,
}
