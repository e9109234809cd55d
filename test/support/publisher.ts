import type { Body, CallAnswer, TestHouse } from './house.ts'
import { must, until } from './story.ts'

/** The steps by which an agency makes something public, each as one call. */
export type Publisher = ReturnType<typeof openPublisher>

/** What an officer says of something when it is made, with fields changed. */
export function aPublication (changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: '2026年扶贫政策汇编', summary: '本年度扶贫政策及其实施情况。', category: 'plans', column: '扶贫政策法规', cadence: 'any_time',
    form: 'website', carrierKind: 'paper', openness: 'proactive', madeOn: '2026-02-27', normative: false, ...changes,
  }
}

const checklist = { stateSecret: false, workSecret: false, endangersSecurity: false }

export function openPublisher ({ call }: Pick<TestHouse, 'call'>, agency = 'XM') {
  const duty = (name: string): string => `${agency.toLowerCase()}.${name}`

  async function open (changes: Record<string, unknown> = {}, as = duty('officer')): Promise<CallAnswer> {
    return await call('POST', '/v1/publications', { as, body: aPublication({ agency, ...changes }) })
  }

  async function upload (publicationId: string, content: string | Uint8Array, changes: Record<string, string> = {}): Promise<CallAnswer> {
    const { as = duty('officer'), type = 'text/plain', name = 'policy.txt', ...fields } = changes
    const form = new FormData()
    const all = { publicationId, title: '扶贫政策', origin: '本机关制作', ...fields }
    for (const [field, value] of Object.entries(all)) form.set(field, value)
    form.set('file', new Blob([content as Uint8Array<ArrayBuffer>], { type }), name)
    return await call('POST', '/v1/records', { as, body: form })
  }

  async function read (recordId: string, as: string): Promise<CallAnswer> {
    return await call('GET', `/v1/records/${recordId}/content`, { as })
  }

  async function review (
    { id, sha256 }: Body, level: number, changes: Record<string, unknown> = {}, as = duty(`review${level}`),
  ): Promise<CallAnswer> {
    const body = { level, finding: 'release', sha256, checklist, opinion: `第${level}级：逐段核对${id}，未见涉密内容。`, ...changes }
    return await call('POST', `/v1/records/${id}/reviews`, { as, body })
  }

  /** Waits until a record was read for marks, and gives it as it then is. */
  async function scanned ({ id }: Body): Promise<Body> {
    return await until(async () => must<Body>(200, await call('GET', `/v1/records/${id}`, { as: duty('officer') })),
      ({ scan }) => scan.state === 'done')
  }

  /** Opens and passes a record at every level of its chain, once it was read for marks. */
  async function pass (record: Body): Promise<void> {
    await scanned(record)
    for (let level = 1; level <= record.review.levels; level += 1) {
      must(200, await read(record.id, duty(`review${level}`)))
      must(201, await review(record, level))
    }
  }

  async function act (publicationId: string, what: string, as = duty('officer'), body: unknown = {}): Promise<CallAnswer> {
    return await call('POST', `/v1/publications/${publicationId}/${what}`, { as, body })
  }

  /** Makes a text public, from its opening to the entry that everyone reads. */
  async function publish (content: string, changes: Record<string, unknown> = {}, recordChanges: Record<string, string> = {}) {
    const { id } = must<Body>(201, await open(changes))
    const record = must<Body>(201, await upload(id, content, recordChanges))
    await pass(record)
    must(200, await act(id, 'proposal'))
    const publication = must<Body>(200, await act(id, 'approval', duty('head')))
    const entry = must<Body>(200, await call('GET', `/v1/disclosures/${publication.disclosureIds[0]}`))
    return { publication, record, entry }
  }

  return { duty, open, upload, read, scanned, review, pass, act, publish }
}
