import { answer } from '../answer.ts'
import { UnexpectedAnswer } from '../api.ts'
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

const readers = ['officer', 'review1', 'review3', 'head']

/** A state-secret mark seals the bytes for everyone, opens an incident, and leaves only one answer. */
export const grainReserveSites: Story = {
  subject: 'A区应急储备点位布局',
  shows: 'A sealed record: it bears 秘密★10年, so nobody opens it, and the head is told of an incident.',
  ends: { status: 'closed', outcome: 'refuse', state: 'answered' },
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
    ...byStaff(agency, reader), does: 'tries to open it', method: 'GET', path: `/v1/records/${id}/content`, expect: 409,
  }, ({ code }) => code)
}

async function refuseToRelease (desk: Desk, { id: requestId, agency }: Case, { id }: Added): Promise<void> {
  await desk.step<{ code: string }>({
    ...byStaff(agency, 'officer'), does: 'tries to propose its release', method: 'POST', path: '/v1/decisions', expect: 409,
    body: { requestId, parts: [{ description: '点位布局', outcome: 'disclose', records: [id] }], delivery: { on: desk.today } },
  }, ({ code }) => code)
}

type Incidents = { items: { recordId: string, kind: string, reportBy: string }[] }

/** The gallery opens the incident by event, a moment after the record was sealed. */
async function showIncident (desk: Desk, { agency }: Case, { id }: Added): Promise<void> {
  const question = { ...byStaff(agency, 'head'), does: 'reads the incident', method: 'GET', path: '/v1/incidents', expect: 200 } as const
  await eventually(async () => (await desk.ask<Incidents>(question)).body, (incidents) => ofRecord(incidents, id) !== undefined)
  await desk.step<Incidents>(question, (incidents) => {
    const incident = ofRecord(incidents, id)
    if (incident === undefined) throw new UnexpectedAnswer('The sealed record has no incident.')
    return `${incident.kind}, to be reported by ${incident.reportBy}`
  })
}

function ofRecord ({ items }: Incidents, id: string): Incidents['items'][number] | undefined {
  return items.find(({ recordId }) => recordId === id)
}
