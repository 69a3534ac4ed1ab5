import type { CheckInInput, Inspection, InspectionInput, Nearness } from '#domain/inspection.ts'
import { call, get, post } from '../../client.ts'

/** Calls about the inspection rota. */
export type InspectionView = 'open' | 'overdue' | 'done'
export type InspectionItem = Inspection & { orgName: string; overdue: boolean; mine: boolean; nearness?: Nearness }

export const listInspections = (view: InspectionView) =>
  get<{ items: InspectionItem[] }>(`/api/inspections?view=${view}`)
export const planInspection = (input: InspectionInput) => post<{ id: string }>('/api/inspections', input)
export const cancelInspection = ({ id, version }: Inspection) =>
  call('DELETE', `/api/inspections/${id}?version=${version}`)
export const checkIn = (id: string, said: CheckInInput) =>
  post<{ caseId: string | null; nearness: Nearness }>(`/api/inspections/${id}/check-in`, said)

/** Where this device is, CGCS2000 degrees; null when it does not know or its owner says no. */
export function positionNow(): Promise<CheckInInput['position']> {
  if (!navigator.geolocation) return Promise.resolve(null)
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        resolve({ lng: longitude, lat: latitude, accuracyM: Math.round(accuracy) }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    ),
  )
}
