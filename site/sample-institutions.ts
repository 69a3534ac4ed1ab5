import { ASSESSOR, BUILDER } from './sample-projects.ts'
import { recordOf } from './sample-records.ts'

/** Made-up institutions that worked on the made-up remediations. */
const institution = (one: { code: string; name: string }, role: 'assessor' | 'contractor') =>
  recordOf(
    'institution',
    { id: one.code, title: one.name, publishedOn: '2024-05-06' },
    { ...one, roles: [role], address: '河南省郑州市中原区演示南街 5 号', qualification: null, contact: null },
  )
export const assessor = institution(ASSESSOR, 'assessor')
export const builder = institution(BUILDER, 'contractor')
