/** What is polluted. The six media of the ministry's statistics and our facet 土壤/地下水. */
export const TIP_KINDS = ['air', 'water', 'noise', 'solid_waste', 'ecology', 'radiation', 'soil_groundwater'] as const
export type TipKind = (typeof TIP_KINDS)[number]

/** What was done: the acts the district's plan names (tasks 33 and 38). */
export const TIP_BEHAVIOURS = [
  'wastewater_discharge',
  'gas_discharge',
  'sludge_dumping',
  'industrial_waste_dumping',
  'hazardous_waste_dumping',
  'construction_waste_dumping',
  'household_waste_dumping',
  'medical_waste_dumping',
  'hazmat_storage',
  'facility_off',
  'data_falsified',
] as const
export type TipBehaviour = (typeof TIP_BEHAVIOURS)[number]

export const REPORTER_MODES = ['anonymous', 'contact_only', 'real_name'] as const

export const ACCUSED_KINDS = ['enterprise', 'individual', 'vehicle', 'unknown'] as const
export const PLACE_CRS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const

export const CHANNELS = [
  'web',
  'wechat',
  'phone_12345',
  'phone_12369_legacy',
  'letter',
  'email',
  'visit',
  'transfer_in',
  'list_import',
  'open311',
] as const
export type Channel = (typeof CHANNELS)[number]
/** Channels a clerk may enter by hand; the others have their own doors. */
export const CLERK_CHANNELS = [
  'phone_12345',
  'phone_12369_legacy',
  'wechat',
  'letter',
  'email',
  'visit',
  'transfer_in',
] as const satisfies readonly Channel[]

/** Photos per tip and per message. */
export const MAX_ATTACHMENTS = 6
