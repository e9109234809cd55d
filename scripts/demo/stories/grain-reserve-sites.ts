import { answer } from '../answer.ts'
import { UnexpectedAnswer, type Question } from '../api.ts'
import { fileOnline } from '../counter.ts'
import { byStaff, type Case, type Desk } from '../desk.ts'
import { eventually } from '../eventually.ts'
import { people } from '../people.ts'
import { addRecord, type Added } from '../safe.ts'
import type { Story } from '../story.ts'

const text = `秘密★10年

A区应急储备点位布局
（演示文本，不含任何真实信息。）
`

const readers = ['officer', 'review1', 'review2', 'review3', 'head']

/** A state-secret mark seals the bytes for everyone, opens an incident, and leaves only one answer. */
export const grainReserveSites: Story = {
  subject: 'A区应急储备点位布局',
  shows: 'A sealed record: it bears 秘密★10年, so nobody opens it, and the head finds an incident to report.',
  ends: { status: 'closed', outcome: 'refuse', state: 'answered', hidden: ['点位布局', '布局方案'] },
  async tell (desk) {
    const filed = await fileOnline(desk, {
      agency: 'AQ', applicant: people.ye, description: 'A区应急储备点的位置和规模', purpose: '毕业论文',
    })
    const record = await addRecord(desk, filed, { title: '应急储备点布局方案', text })
    for (const reader of readers) await refuseToOpen(desk, filed, record, reader)
    await refuseToRelease(desk, filed, record)
    await showIncident(desk, filed, record)
    await answer(desk, filed, [{
      description: '应急储备点的位置和规模', outcome: 'refuse', grounds: ['state_secret'], records: [record.id],
    }])
    return filed
  },
}

async function refuseToOpen (desk: Desk, { agency }: Case, { id }: Added, reader: string): Promise<void> {
  await desk.step<{ code: string }>({
    ...byStaff(agency, reader), does: 'tries to open it', expect: 409, method: 'GET', path: `/v1/records/${id}/content`,
  }, ({ code }) => code)
}

async function refuseToRelease (desk: Desk, { id: requestId, agency }: Case, { id }: Added): Promise<void> {
  const delivery = { on: desk.today }
  await desk.step<{ code: string }>({
    ...byStaff(agency, 'officer'), does: 'tries to propose its release', expect: 409,
    method: 'POST', path: '/v1/decisions',
    body: { requestId, parts: [{ description: '位置', outcome: 'disclose', records: [id] }], delivery },
  }, ({ code }) => code)
}

type Incidents = { items: { recordId: string, kind: string, reportBy: string }[] }

/** The gallery opens the incident by event, a moment after the record was sealed. */
async function showIncident (desk: Desk, { agency }: Case, { id }: Added): Promise<void> {
  const question: Question = {
    ...byStaff(agency, 'head'), does: 'reads the incident', expect: 200, method: 'GET', path: '/v1/incidents',
  }
  const read = async (): Promise<Incidents> => (await desk.ask<Incidents>(question)).body
  await eventually(read, (incidents) => ofRecord(incidents, id) !== undefined)
  await desk.step<Incidents>(question, (incidents) => {
    const incident = ofRecord(incidents, id)
    if (incident === undefined) throw new UnexpectedAnswer('The sealed record has no incident.')
    return `${incident.kind}, to be reported by ${incident.reportBy}`
  })
}

function ofRecord ({ items }: Incidents, id: string): Incidents['items'][number] | undefined {
  return items.find(({ recordId }) => recordId === id)
}
